using BusinessFocus.Hosting;
using BusinessFocus.Web.Activities;
using BusinessFocus.Web.Associations;
using BusinessFocus.Web.Conversations;
using BusinessFocus.Web.FollowUps;
using BusinessFocus.Web.FrontDesk;
using BusinessFocus.Web.Home;
using BusinessFocus.Web.Officers;
using BusinessFocus.Web.Operators;
using BusinessFocus.Web.Organisers;
using BusinessFocus.Web.Own;
using BusinessFocus.Web.Preferences;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Registrations;
using BusinessFocus.Web.SignIn;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Surveys;
using BusinessFocus.Web.Visits;

var builder = WebApplication.CreateBuilder(args);
builder.AddHttpDefaults("web");
builder.AddSite();
builder.Services.AddSingleton<ReadFestival>();
builder.AddAssociationPages();
builder.AddOperatorPages();
builder.Services.AddPlanningPages();

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

app.MapPlanningPages();
app.MapAssociationPages();
app.MapOperatorPages();
app.MapFrontDeskPages();
app.MapOfficerPages();

await app.RunServiceAsync();
