using BusinessFocus.Gateway;
using BusinessFocus.Gateway.Docs;
using BusinessFocus.Gateway.Live;
using BusinessFocus.Gateway.Operations;
using BusinessFocus.Gateway.Privacy;
using BusinessFocus.Gateway.Routing;
using BusinessFocus.Hosting;
using FluentValidation;

var builder = WebApplication.CreateBuilder(args);
builder.AddHttpDefaults("gateway");
builder.AddLimits();
builder.AddPublicAnswers();
builder.AddCompression();
builder.AddCrossOrigin();
builder.AddRouting();
builder.AddLive();
builder.AddDeadLetters();
builder.Services.AddSingleton<IValidator<Replay.Request>, Replay.Validator>();

var app = builder.Build();
app.UseForwardedHeaders();
app.UseOwnHosts();
app.UseFormats();
app.UseCors();
app.UseSafeHeaders();
app.UseToldLimits();
app.UseWebPages();
app.UsePublicAnswers();
app.UseHttpDefaults();
app.UseRateLimiter();

app.MapOpenApi("/openapi/own/{documentName}.json");
app.MapInterface();
app.MapDocs();
app.MapReplay();
app.MapLag();
app.MapDeadLetters();
app.MapRotateKeys();
app.MapListen();
app.MapExportPerson();
app.MapReverseProxy();

await app.RunServiceAsync();
