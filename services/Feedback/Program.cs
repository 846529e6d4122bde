using BusinessFocus.Feedback;
using BusinessFocus.Feedback.Box;
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
builder.Services.AddSingleton(BoxKey.Load(builder.Configuration["Feedback:Keys"] ?? throw new InvalidOperationException("Feedback:Keys is not set.")));
builder.Services.AddSingleton(builder.Configuration.GetSection("Feedback:Box").Get<BoxSettings>() ?? new BoxSettings());
builder.Services.AddSingleton<BallotBox>();
builder.Services.AddSingleton(ReportLinks.Load(builder.Configuration["Feedback:Keys"]!));
builder.Services.AddHostedService<BoxIsEmptied>();
builder.Services.AddScoped<ForgetFollowUps>();
builder.Services.AddSingleton(builder.Configuration.GetSection("Feedback").Get<ReminderSettings>() ?? new ReminderSettings());
builder.Services.AddHostedService<DueReminders>();

var app = builder.Build();
var api = app.UseServiceDefaults();

api.MapReadSurvey();
api.MapAnswer();
api.MapCloseSurvey();
api.MapReadReport();
api.MapShareReport();
api.MapListFollowUps();
api.MapTakeFollowUp();
api.MapCloseFollowUp();

await app.RunAsync();
