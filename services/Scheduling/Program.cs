using BusinessFocus.Scheduling;
using BusinessFocus.Scheduling.Bus;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Bus;
using BusinessFocus.ServiceDefaults.Store;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("scheduling", typeof(Program).Assembly);
builder.AddStore(Store.Configure, Publishes.Map);
builder.AddBus("scheduling", consumers: null);

var app = builder.Build();
var api = app.UseServiceDefaults();

api.MapCreateEdition();
api.MapReadEdition();

await app.RunAsync();
