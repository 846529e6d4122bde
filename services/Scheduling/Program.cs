using BusinessFocus.Contracts.Registration;
using BusinessFocus.Hosting;
using BusinessFocus.Hosting.Calendars;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Agendas;
using BusinessFocus.Scheduling.Bus;
using BusinessFocus.Scheduling.Calendars;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Export;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Import;
using BusinessFocus.Scheduling.OpenHouse;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Programme;
using BusinessFocus.Scheduling.Releases;
using BusinessFocus.Scheduling.Seats;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.Scheduling.Venues;
using BusinessFocus.Scheduling.Visits;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Privacy;

var builder = WebApplication.CreateBuilder(args);
var visits = VisitKey.Load(builder.Configuration["Scheduling:Keys"] ?? throw new InvalidOperationException("Scheduling:Keys is not set."));
builder.AddServiceDefaults("scheduling", typeof(Program).Assembly);
builder.AddStore(Store.Configure, StoredEvents.All, Publishes.With(visits));
builder.AddBus("scheduling", typeof(Program).Assembly, withoutInbox: typeof(SeatsChanged));
builder.Services.AddSingleton<SeatsUpdates>();
builder.Services.AddHostedService(services => services.GetRequiredService<SeatsUpdates>());
builder.Services.AddSingleton(visits);
builder.AddProgramme();
builder.Services.AddScoped<IMunicipalities, Municipalities>();
builder.Services.AddScoped<ForgetVisitContact>();
builder.Services.AddHostedService<DueReleases>();
builder.Services.AddHostedService<VisitRetentionService>();
builder.Services.AddHostedService<DueCompletions>();
builder.AddFormerContacts("company,contactId", "company,email");
builder.Services.AddSingleton(new CalendarFile(builder.Configuration.PublicUrl(), builder.Configuration.Organiser()));

var app = builder.Build();
var api = app.UseServiceDefaults();

api.MapCreateEdition();
api.MapListEditions();
api.MapReadEdition();
api.MapOpenAndCloseEdition();
api.MapChooseCompletion();
api.MapChooseConfirmAddress();
api.MapCopyEdition();

api.MapAddVenue();
api.MapListVenues();
api.MapReadVenue();
api.MapChangeVenue();
api.MapTravelTimes();
api.MapAddHost();
api.MapListHosts();
api.MapReadHost();
api.MapChangeHost();
api.MapReadAgenda();
api.MapAgendaLink();

api.MapPlanActivity();
api.MapListActivities();
api.MapReplanActivity();
api.MapCancelActivity();
api.MapCompleteActivity();
api.MapReopenActivity();
api.MapReadActivity();
api.MapReadHistory();
api.MapReadActivityCalendar();
api.MapSuggestTimes();
api.MapReportClashes();
api.MapListTopics();
api.MapImportProgramme();
api.MapCutOpenHouse();
api.MapRecutOpenHouse();

api.MapAskForVisit();
api.MapReadVisitRequests();
api.MapSuggestVisit();
api.MapProposeVisit();
api.MapAnswerVisit();
api.MapExportVisits();

api.MapReleaseProgramme();
api.MapReadReleases();
api.MapCompareReleases();
api.MapScheduledReleases();

api.MapReadProgramme();
api.MapReadProgrammeCalendar();
api.MapReadProgrammeTable();
api.MapExportPlan();

await app.RunServiceAsync();
