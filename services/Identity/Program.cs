using System.Text.Encodings.Web;
using System.Text.Unicode;
using BusinessFocus.DesignSystem;
using BusinessFocus.Hosting;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Privacy;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Audit;
using BusinessFocus.Identity.Bus;
using BusinessFocus.Identity.Clients;
using BusinessFocus.Identity.Passkeys;
using BusinessFocus.Identity.Sessions;
using BusinessFocus.Identity.SignIn;
using BusinessFocus.Identity.Tokens;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("identity", typeof(Program).Assembly);
builder.AddStore(Store.Configure, StoredEvents.All, Publishes.Map);
builder.AddBus("identity", typeof(Program).Assembly);
builder.Services.ConfigureMarten((services, options) => options.Listeners.Add(new BelieveRevocations(services.GetRequiredService<Revocations>())));
builder.AddTokenServer();
builder.AddBrowserSession();
builder.AddVisitorSession();
builder.AddPasskeys();

var keys = builder.Configuration["Identity:Keys"]!;
builder.Services.AddSingleton(ClientSecrets.Load(keys));
builder.Services.AddSingleton(AddressKey.Load(keys));
builder.Services.AddStartupTask<TakeOverClients>();
builder.Services.AddStartupTask<FirstOrganiser>();
builder.Services.AddSessions();
builder.Services.AddSingleton(new RetentionRule(
    AuditKept.In(builder.Configuration), (session, before) => session.DeleteWhere<AuditEntry>(entry => entry.At < before)));
builder.Services.AddCodes();
builder.Services.AddSingleton<VisitorTokens>();
builder.Services.AddSingleton<PasskeyQuestion>();
builder.Services.AddRazorComponents();
builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));

var app = builder.Build();
app.Services.GetRequiredService<UseSigningKeys>().Show();
app.UseConfiguredAddress();
var api = app.UseServiceDefaults();

// A cookie says who asks here, and no token: a stored answer would be told to whoever has the key and shares the network.
var pages = app.MapGroup("").WithMetadata(new WithoutIdempotencyKey());
pages.MapAuthorize();
pages.MapEndSessionOfProgram();
pages.MapAskForCode();
pages.MapEnterCode();
pages.MapSignInAsVisitor();
pages.MapSignInByPasskey();
pages.MapSignInAtDirectory(app.Configuration);
pages.MapOwnPasskeys();
pages.MapOwnPage();
app.MapDesignAssets();
api.MapReadMe();
api.MapListSessions();
api.MapEndSession();
api.MapReadAccounts();
api.MapInviteAccount();
api.MapGrantAccess();
api.MapRevokeAccess();
api.MapLockAccount();
api.MapRemovePasskeys();
api.MapRemoveAccount();
api.MapReadAudit();
api.MapRotateSigningKey();
api.MapListClients();
api.MapMakeClient();
api.MapRotateSecret();
api.MapDisableClient();

await app.RunServiceAsync();
