using BusinessFocus.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BusinessFocus.Gateway.Tests.Live;

/// <summary>Registration, as far as anybody can ask it for the availability of one edition.</summary>
internal sealed class FakeRegistration : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeRegistration(EditionId edition)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/health/ready", () => "Healthy");
        app.MapGet("/api/v1/editions/{id}/availability", async (string id, HttpRequest request) =>
        {
            await Asked(request);
            return id == edition.ToString() ? Results.Json(new { editionId = id, activities = Array.Empty<object>() }) : Results.NotFound();
        });
        app.Urls.Add("http://127.0.0.1:0");
    }

    public string Address => app.Urls.Single();

    /// <summary>What happens while it is asked.</summary>
    public Func<HttpRequest, Task> Asked { get; set; } = _ => Task.CompletedTask;

    public static async Task<FakeRegistration> StartAsync(EditionId edition)
    {
        var registration = new FakeRegistration(edition);
        await registration.app.StartAsync();
        return registration;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
