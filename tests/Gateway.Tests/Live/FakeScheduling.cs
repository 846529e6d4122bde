using BusinessFocus.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BusinessFocus.Gateway.Tests.Live;

/// <summary>Scheduling, as far as anybody can ask it for one edition.</summary>
internal sealed class FakeScheduling : IAsyncDisposable
{
    private readonly WebApplication app;
    private int asked;

    private FakeScheduling(string slug, EditionId edition)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/health/ready", () => "Healthy");
        app.MapGet("/api/v1/editions/{name}", (string name) =>
        {
            Interlocked.Increment(ref asked);
            return name == slug ? Results.Json(new { id = edition.Value, slug }) : Results.NotFound();
        });
        app.Urls.Add("http://127.0.0.1:0");
    }

    public string Address => app.Urls.Single();

    public int Asked => asked;

    public static async Task<FakeScheduling> StartAsync(string slug, EditionId edition)
    {
        var scheduling = new FakeScheduling(slug, edition);
        await scheduling.app.StartAsync();
        return scheduling;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
