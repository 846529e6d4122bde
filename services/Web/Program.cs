using BusinessFocus.Hosting;
using BusinessFocus.Web.Activities;
using BusinessFocus.Web.Conversations;
using BusinessFocus.Web.FollowUps;
using BusinessFocus.Web.FrontDesk;
using BusinessFocus.Web.Home;
using BusinessFocus.Web.Officers;
using BusinessFocus.Web.Own;
using BusinessFocus.Web.Preferences;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Registrations;
using BusinessFocus.Web.SignIn;
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
app.MapSignIn();

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

app.MapFrontDeskPages();
app.MapOfficerPages();

await app.RunServiceAsync();
