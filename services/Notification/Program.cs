using BusinessFocus.Notification;
using BusinessFocus.Notification.Bus;
using BusinessFocus.Notification.Dates;
using BusinessFocus.Notification.Delivery;
using BusinessFocus.Notification.Email;
using BusinessFocus.Notification.Inbox;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Messages;
using BusinessFocus.Notification.Notices;
using BusinessFocus.Notification.Recipients;
using BusinessFocus.Notification.Reminders;
using BusinessFocus.Notification.Sms;
using BusinessFocus.Notification.Summaries;
using BusinessFocus.Notification.Templating;
using BusinessFocus.Notification.Writing;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Bus;
using BusinessFocus.ServiceDefaults.Store;
using BusinessFocus.ServiceDefaults.Tokens;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("notification", typeof(Program).Assembly);
builder.AddStore(Store.Configure, Publishes.Map);
builder.AddBus("notification", typeof(Program).Assembly);

builder.AddWriting();
builder.AddDelivery();
builder.AddEmail();
builder.AddSummaries();
builder.AddSms();
builder.AddInbox();
builder.Services.AddSingleton(PersonalLinks.Load(
    builder.Configuration["Notification:Keys"] ?? throw new InvalidOperationException("Notification:Keys is not set.")));
builder.Services.AddHostedService<FirstReminders>();
builder.Services.AddHostedService<DatesComeDue>();
builder.Services.AddScoped<IComesDue, RemindDayBefore>();
builder.Services.AddScoped<IComesDue, RemindSoon>();
builder.Services.AddScoped<IComesDue, DigestComesDue>();
builder.Services.AddScoped<IComesDue, MessagesGoOut>();
builder.Services.AddScoped<KnownFacts>();
builder.Services.AddScoped<Notices>();
builder.Services.AddScoped<EndedRegistrations>();
builder.Services.AddScoped<Erasure>();
builder.Services.AddScoped<Activities>();
builder.Services.AddScoped<Registrations>();
builder.Services.AddScoped<AttendeeNews>();
builder.Services.AddScoped<Visits>();

var app = builder.Build();
var api = app.UseServiceDefaults();

api.MapReadNotifications();
api.MapResendNotification();
api.MapReadTemplates();
api.MapChangeTemplate();
api.MapResetTemplate();
api.MapPreviewTemplate();
api.MapReadPreferences();
api.MapChoosePreferences();
api.MapUnsubscribe();
api.MapReceiveBounce();
api.MapReadUnreachable();
api.MapMessageAttendees();
api.MapListMessages();
api.MapReceiveStatus();
api.MapReadInbox();
api.MapMarkRead();

await app.RunAsync();
