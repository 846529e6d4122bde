using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace BusinessFocus.Clients.Tests;

/// <summary>A gateway that fails in each way once: both clients go on, under one key, from where they were.</summary>
public sealed class BreaksOfTheNetwork : IAsyncLifetime
{
    private static readonly Guid Activity = Guid.NewGuid();

    private readonly WebApplication gateway = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]).Build();
    private readonly List<string> keys = [];
    private readonly List<string> lastIds = [];

    private Uri Address => new(gateway.Urls.Single());

    public async ValueTask InitializeAsync()
    {
        gateway.MapPost("/api/v1/activities/{id}/registrations", async (HttpContext context) =>
        {
            keys.Add(context.Request.Headers["Idempotency-Key"].ToString());
            switch (keys.Count)
            {
                case 1:
                    context.Response.StatusCode = 503;
                    context.Response.Headers.RetryAfter = "0";
                    break;
                case 2:
                    context.Abort();
                    break;
                default:
                    context.Response.StatusCode = 201;
                    await context.Response.WriteAsJsonAsync(new { id = Guid.NewGuid(), activityId = Activity, status = "confirmed", seats = 1, registeredAt = DateTimeOffset.UnixEpoch });
                    break;
            }
        });
        gateway.MapGet("/api/v1/live", async (HttpContext context) =>
        {
            lastIds.Add(context.Request.Headers["Last-Event-ID"].ToString());
            context.Response.ContentType = "text/event-stream";
            var seats = $$"""{"activityId":"{{Activity}}","capacity":8,"confirmed":{{lastIds.Count}},"waiting":0,"offered":0,"left":{{8 - lastIds.Count}},"version":{{lastIds.Count}}}""";
            await context.Response.WriteAsync($"id: a-{lastIds.Count}\nevent: seats\ndata: {seats}\n\n:\nid: b-{lastIds.Count}\n\n");
            await context.Response.Body.FlushAsync();
        });
        await gateway.StartAsync();
    }

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task The_dotnet_client_goes_on()
    {
        using var client = BusinessFocusClient.Connect(Address, new ClientOptions { Retries = new Retries { First = TimeSpan.FromMilliseconds(1) } });

        var registered = await client.V1.Activities[Activity].Registrations.PostAsync(new RegisterRequest { Consent = true });
        var heard = new List<LiveEvent>();
        await foreach (var @event in client.ListenAsync(new Listening(Edition: "lerum-2027")))
        {
            heard.Add(@event);
            if (heard.Count == 2)
            {
                break;
            }
        }

        registered!.Status.ShouldBe(RegistrationStatus.Confirmed);
        heard.OfType<SeatsNews>().Select(seats => (seats.Id, seats.Left)).ShouldBe([("a-1", 7), ("a-2", 6)]);
        GoneOn();
    }

    [Fact]
    public async Task The_TypeScript_client_goes_on()
    {
        await TypeScript.ReadyAsync();

        var registered = await TypeScript.RunAsync("register", Address, null, Activity.ToString(), "Tage Skrift", "ts@foretag.example");
        var heard = await TypeScript.RunAsync("listen", Address, null, "lerum-2027", "2");

        registered.ShouldHaveSingleItem()["status"]!.GetValue<string>().ShouldBe("confirmed");
        heard.Select(each => each["left"]!.GetValue<int>()).ShouldBe([7, 6]);
        GoneOn();
    }

    private void GoneOn()
    {
        keys.Count.ShouldBe(3);
        keys.Distinct().ShouldHaveSingleItem().ShouldNotBeEmpty();
        lastIds[0].ShouldBeEmpty();
        lastIds[1].ShouldBe("b-1");
    }
}
