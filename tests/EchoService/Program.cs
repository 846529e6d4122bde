using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.EchoService;
using BusinessFocus.Hosting;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Relay;
using BusinessFocus.ServiceDefaults.Store;

// The smallest service there can be, for the tests of what all services have in common.
var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("echo", typeof(Program).Assembly);
builder.AddStore(
    options => options.Projections.Add(new StateProjection<Word>(typeof(Said)), JasperFx.Events.Projections.ProjectionLifecycle.Inline),
    Service.EventsOfEveryService().Personal<Said>("said", said => said with { Text = "" }).Impersonal<Echoed>("echoed"),
    new Publications()
        .On<Said>(fact => new SurveyOpened(new SurveyId(fact.Stream), new ActivityId(fact.Id), new EditionId(fact.Stream), fact.At))
        .Latest<Said>(fact => new ResponseGiven(new SurveyId(fact.Stream), new ActivityId(fact.Id), new EditionId(fact.Stream), fact.At)));
builder.Services.AddSingleton<Gate>();
builder.Services.AddSingleton<Mood>();
builder.AddBus("echo", typeof(Program).Assembly);

var app = builder.Build();
var api = app.UseServiceDefaults();
api.MapSay();
api.MapAdd();
api.MapListWords();
api.MapReadWord();
api.MapFail();
api.MapBreak();
api.MapSendParcel();
api.MapOpenPage();

await app.RunServiceAsync();
