using BusinessFocus.Registration;
using BusinessFocus.Registration.Bus;
using BusinessFocus.Registration.Door;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Privacy;
using BusinessFocus.Registration.Seats;
using BusinessFocus.Registration.Tickets;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Bus;
using BusinessFocus.ServiceDefaults.Store;

var builder = WebApplication.CreateBuilder(args);
var keyFolder = builder.Configuration["Registration:Keys"] ?? throw new InvalidOperationException("Registration:Keys is not set.");
var keys = Keys.Load(keyFolder, builder.Configuration["Registration:PublicKeys"] ?? keyFolder);
builder.AddServiceDefaults("registration", typeof(Program).Assembly);
builder.AddStore(Store.Configure, StoredEvents.All, Publishes.With(keys));
builder.AddBus("registration", typeof(Program).Assembly);

builder.Services.AddSingleton(keys);
builder.Services.AddSingleton<SeatsInMemory>();
builder.Services.AddScoped<Counter>();
builder.Services.AddSingleton<BoxOffice>();
builder.Services.AddHostedService(services => services.GetRequiredService<BoxOffice>());
builder.Services.AddSingleton<MemberDirectory>();
builder.Services.AddHostedService(services => services.GetRequiredService<MemberDirectory>());
builder.Services.AddSingleton<Bookings>();
builder.Services.AddHostedService<DueOffers>();
builder.Services.AddHostedService<MaskForgotten>();
builder.Services.AddHostedService<KeptLongEnough>();

var app = builder.Build();
var api = app.UseServiceDefaults();

api.MapRegister();
api.MapRegisterForSeveral();
api.MapReadRegistration();
api.MapReadCourse();
api.MapCancel();
api.MapMove();
api.MapResize();
api.MapTakeOffer();
api.MapGrant();
api.MapAvailability();
api.MapListRegistrations();
api.MapListConversations();
api.MapCheckIn();
api.MapUndoCheckIn();
api.MapWalkIn();
api.MapUploadScans();
api.MapReadAttendance();
api.MapReadTicketKey();
api.MapPushMembers();
api.MapListMembers();
api.MapReadMemberHistory();
api.MapListCompanies();
api.MapForgetPerson();
api.MapExportPerson();

await app.RunServiceAsync();
