using System.Net;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Identity.Accounts;
using Microsoft.AspNetCore.Identity;

namespace BusinessFocus.Identity.Passkeys;

public static class PasskeysSetup
{
    /// <summary>WebAuthn as the shared framework has it, for the address by which people see us and no other.</summary>
    public static void AddPasskeys(this WebApplicationBuilder builder)
    {
        var address = new Uri(builder.Configuration.PublicUrl());
        var origin = address.GetLeftPart(UriPartial.Authority);
        builder.Services.AddSingleton(RequiredPasskeys.In(builder.Configuration));
        builder.Services.AddIdentityCore<Account>();
        builder.Services.AddScoped<PasskeyStore>();
        builder.Services.AddScoped<IUserStore<Account>>(services => services.GetRequiredService<PasskeyStore>());
        builder.Services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        builder.Services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.ServerDomain = address.Host;
            options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && context.Origin == origin);

            // The device asks for a finger, a face or a PIN, and knows by itself whose it is: nobody types an address.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
        });
    }

    /// <summary>WebAuthn takes names, <c>localhost</c> among them, and no IP addresses.</summary>
    public static bool HasPasskeys(this IConfiguration configuration) => !IPAddress.TryParse(new Uri(configuration.PublicUrl()).Host, out _);
}
