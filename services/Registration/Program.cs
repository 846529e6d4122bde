using BusinessFocus.Registration;
using BusinessFocus.Registration.Bus;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Seats;
using BusinessFocus.Registration.Tickets;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Bus;
using BusinessFocus.ServiceDefaults.Store;

var builder = WebApplication.CreateBuilder(args);
var keys = Keys.Load(builder.Configuration["Registration:Keys"] ?? throw new InvalidOperationException("Registration:Keys is not set."));
builder.AddServiceDefaults("registration", typeof(Program).Assembly);
builder.AddStore(Store.Configure, Publishes.With(keys));
builder.AddBus("registration", typeof(Program).Assembly);

builder.Services.AddSingleton(keys);
builder.Services.AddSingleton<SeatsInMemory>();
builder.Services.AddScoped<Counter>();
builder.Services.AddSingleton<BoxOffice>();
builder.Services.AddHostedService(services => services.GetRequiredService<BoxOffice>());
builder.Services.AddSingleton<MemberDirectory>();
builder.Services.AddHostedService(services => services.GetRequiredService<MemberDirectory>());

var app = builder.Build();
var api = app.UseServiceDefaults();

api.MapRegister();
api.MapReadRegistration();
api.MapCancel();
api.MapMove();
api.MapResize();
api.MapAvailability();
api.MapListRegistrations();
api.MapCheckIn();
api.MapPushMembers();
api.MapListMembers();

await app.RunAsync();
