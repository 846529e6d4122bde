using BusinessFocus.Hosting;
using BusinessFocus.Web.Activities;
using BusinessFocus.Web.Associations;
using BusinessFocus.Web.Conversations;
using BusinessFocus.Web.Design;
using BusinessFocus.Web.FollowUps;
using BusinessFocus.Web.Home;
using BusinessFocus.Web.Operators;
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
builder.AddAssociationPages();
builder.AddOperatorPages();

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

app.MapAssociationPages();
app.MapOperatorPages();
app.MapShowDesign();

await app.RunServiceAsync();
