using BusinessFocus.Hosting;
using BusinessFocus.Web.Activities;
using BusinessFocus.Web.FollowUps;
using BusinessFocus.Web.Home;
using BusinessFocus.Web.Own;
using BusinessFocus.Web.Preferences;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Registrations;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Surveys;

var builder = WebApplication.CreateBuilder(args);
builder.AddHttpDefaults("web");
builder.AddSite();

var app = builder.Build();
app.UseSite();
app.MapHealth();

app.MapShowHome();
app.MapShowProgramme();
app.MapShowActivity();
app.MapRegister();
app.MapConfirmRegistration();
app.MapShowRegistration();
app.MapChangeRegistration();
app.MapShowOwn();
app.MapAnswerSurvey();
app.MapAnswerInTheRoom();
app.MapChoosePreferences();
app.MapUnsubscribe();
app.MapReopenFollowUp();

await app.RunServiceAsync();
