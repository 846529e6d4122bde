using BusinessFocus.Feedback;
using BusinessFocus.Feedback.Areas;
using BusinessFocus.Feedback.Bus;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Reports;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Bus;
using BusinessFocus.ServiceDefaults.Store;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("feedback", typeof(Program).Assembly);
builder.AddStore(Store.Configure, Publishes.Map);
builder.AddBus("feedback", typeof(Program).Assembly);
builder.Services.AddScoped<ForgetFollowUps>();
builder.Services.AddSingleton<CaseDesk>();
builder.Services.AddHostedService<DueFollowUps>();
builder.Services.AddSingleton(builder.Configuration.GetSection("Feedback").Get<ReminderSettings>() ?? new ReminderSettings());
builder.Services.AddHostedService<DueReminders>();

var app = builder.Build();
var api = app.UseServiceDefaults();

api.MapReadSurvey();
api.MapAnswer();
api.MapReadReport();
api.MapListAreas();
api.MapSetArea();
api.MapListFollowUps();
api.MapReadFollowUp();
api.MapTakeFollowUp();
api.MapMoveFollowUp();
api.MapAnswerFollowUp();
api.MapCloseFollowUp();
api.MapReopenFollowUp();

await app.RunAsync();
