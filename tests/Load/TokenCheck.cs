using System.Diagnostics;
using BusinessFocus.Hosting.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace BusinessFocus.Load;

/// <summary>What each request of somebody with a token costs a service before it does anything: the check, as every service has it.</summary>
/// <param name="Milliseconds">Of one check, while nothing is revoked.</param>
/// <param name="WithRevocations">The same while so many subjects and sessions are revoked.</param>
public sealed record TokenCheck(double Milliseconds, double WithRevocations)
{
    public const int Revoked = 10_000;
    private const int Checks = 20_000;

    public static async Task<TokenCheck> MeasureAsync(Festival festival)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["Tokens:KeySet"] = festival.KeySet;
        builder.Configuration["Tokens:Issuer"] = new JsonWebToken(festival.Organiser.DefaultRequestHeaders.Authorization!.Parameter).Issuer;
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddTokenChecks();
        await using var service = builder.Build();
        var token = festival.Organiser.DefaultRequestHeaders.Authorization!.ToString();

        await ChecksAsync(service.Services, token);
        var without = await ChecksAsync(service.Services, token);
        var (revocations, now) = (service.Services.GetRequiredService<Revocations>(), DateTimeOffset.UtcNow);
        for (var i = 0; i < Revoked; i++)
        {
            revocations.Add(new Revocation(Guid.NewGuid().ToString(), now, now.AddHours(1)));
        }

        return new TokenCheck(without, await ChecksAsync(service.Services, token));
    }

    private static async Task<double> ChecksAsync(IServiceProvider services, string token)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Checks; i++)
        {
            await using var scope = services.CreateAsyncScope();
            var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
            context.Request.Headers.Authorization = token;
            var checkedToken = await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
            if (!checkedToken.Succeeded)
            {
                throw new InvalidOperationException("The token is refused.", checkedToken.Failure);
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / Checks;
    }
}
