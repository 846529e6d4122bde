using BusinessFocus.Hosting;
using BusinessFocus.Web.About;
using BusinessFocus.Web.Activities;
using BusinessFocus.Web.Conversations;
using BusinessFocus.Web.FollowUps;
using BusinessFocus.Web.Home;
using BusinessFocus.Web.Own;
using BusinessFocus.Web.Preferences;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Registrations;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Visits;
using BusinessFocus.Web.Surveys;

var builder = WebApplication.CreateBuilder(args);
builder.AddHttpDefaults("web");
builder.AddSite();
builder.Services.AddSingleton<ReadFestival>();

var app = builder.Build();
app.UseSite();
app.MapHealth();

app.MapShowHome();
app.MapShowProgramme();
app.MapShowActivity();
app.MapRegister();
app.MapShowConversations();
app.MapConfirmRegistration();
app.MapShowRegistration();
app.MapChangeRegistration();
app.MapAskForVisit();
app.MapShowVisit();
app.MapAnswerVisit();
app.MapShowOwn();
app.MapAnswerSurvey();
app.MapAnswerInTheRoom();
app.MapChoosePreferences();
app.MapUnsubscribe();
app.MapReopenFollowUp();
app.MapShowAccessibility();
app.MapShowPrivacy();

await app.RunServiceAsync();
