using BusinessFocus.Feedback;
using BusinessFocus.Feedback.Box;
using BusinessFocus.Feedback.Bus;
using BusinessFocus.Feedback.Comments;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Knowledge;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Reports;
using BusinessFocus.Feedback.Rooms;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Bus;
using BusinessFocus.ServiceDefaults.Store;
using BusinessFocus.ServiceDefaults.Tokens;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("feedback", typeof(Program).Assembly);
builder.AddStore(Store.Configure, Publishes.Map);
builder.AddBus("feedback", typeof(Program).Assembly);
builder.Services.AddSingleton(BoxKey.Load(builder.Configuration["Feedback:Keys"] ?? throw new InvalidOperationException("Feedback:Keys is not set.")));
builder.Services.AddSingleton(builder.Configuration.GetSection("Feedback:Box").Get<BoxSettings>() ?? new BoxSettings());
builder.Services.AddSingleton<BallotBox>();
builder.Services.AddSingleton(new TicketKey(builder.Configuration["Feedback:TicketKey"] ?? throw new InvalidOperationException("Feedback:TicketKey is not set.")));
builder.Services.AddScoped<ForgetResponses>();
builder.Services.AddHostedService<BoxIsEmptied>();
builder.Services.AddScoped<ForgetFollowUps>();
builder.Services.AddSingleton(builder.Configuration.GetSection("Feedback").Get<ReminderSettings>() ?? new ReminderSettings());
builder.Services.AddHostedService<DueReminders>();

var app = builder.Build();
var api = app.UseServiceDefaults();

api.MapReadSurvey();
api.MapAnswer();
api.MapCloseSurvey();
api.MapReadResponses();
api.MapShowRoomCode();
api.MapAnswerInTheRoom();
api.MapReadQuestions();
api.MapChangeQuestions();
api.MapSayWhatYouKnow();
api.MapListComments();
api.MapModerateComment();
api.MapReadReport();
api.MapListFollowUps();
api.MapTakeFollowUp();
api.MapCloseFollowUp();

await app.RunAsync();
