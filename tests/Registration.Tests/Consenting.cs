using System.Net;
using System.Net.Http.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using BusinessFocus.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests;

/// <summary>With a registration stands to which of the edition's words its person agreed.</summary>
public sealed class Consenting : IAsyncLifetime
{
    private static readonly LocalizedText Words = new("Vi sparar ditt namn.", "We keep your name.");

    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync<Program>("registration");

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public void An_older_version_that_comes_late_changes_nothing()
    {
        var known = EditionConsent.Learn(null, Said(Words, 4))!;

        EditionConsent.Learn(known, Said(new LocalizedText("Äldre"), 3)).ShouldBeNull();
        EditionConsent.Learn(known, Said(Words, 4)).ShouldBeNull();
        EditionConsent.Learn(known, Said(null, 5)).ShouldBe(new EditionConsent(Given.Edition, null, 5));
        EditionConsent.HashOf(Words).ShouldNotBe(EditionConsent.HashOf(new LocalizedText("Vi sparar ditt namn.")));
    }

    [Fact]
    public async Task Each_registration_keeps_the_words_that_were_said_when_it_was_made()
    {
        var editions = service.Services.GetRequiredService<EditionSettings>();
        var (one, other) = (await ReleaseAsync(), await ReleaseAsync(days: 1));
        await RegisterAsync(one, "fore");
        await service.Bus.PublishAsync(Said(Words, 3));
        await Eventually.TrueAsync(() => Task.FromResult(editions.ConsentOf(Given.Edition) == EditionConsent.HashOf(Words)));
        await RegisterAsync(one, "efter");
        var several = await service.Http.PostAsJsonAsync("/api/v1/registrations", new
        {
            activityIds = new[] { one, other },
            contact = new { name = "flera", email = "flera@example.se" },
            consent = true,
        });
        several.StatusCode.ShouldBe(HttpStatusCode.Created);

        await using var reads = service.Store.QuerySession();
        var bookings = new List<Booking>();
        foreach (var activity in (ActivityId[])[one, other])
        {
            bookings.AddRange((await reads.Events.FetchStreamAsync(activity.Value)).Select(fact => fact.Data).OfType<SeatsConfirmed>().Select(fact => fact.Booking));
        }

        bookings.Select(booking => (booking.Person.Name, booking.ConsentedTo)).ShouldBe(
            [("fore", null), ("efter", EditionConsent.HashOf(Words)), ("flera", EditionConsent.HashOf(Words)), ("flera", EditionConsent.HashOf(Words))]);
    }

    private static EditionPresented Said(LocalizedText? consent, long version) =>
        new(Given.Edition, new LocalizedText("Lerum"), null, null, null, consent, version);

    private async Task RegisterAsync(ActivityId activity, string name) => (await service.Http.PostAsJsonAsync(
        $"/api/v1/activities/{activity}/registrations", new { contact = new { name, email = $"{name}@example.se" }, consent = true })).StatusCode.ShouldBe(HttpStatusCode.Created);

    private async Task<ActivityId> ReleaseAsync(int days = 0)
    {
        var id = ActivityId.New();
        var activity = Given.Released(id, capacity: 100) with { EditionId = Given.Edition };
        await service.Bus.PublishAsync(new ActivityReleased(activity with { StartsAt = activity.StartsAt.AddDays(days), EndsAt = activity.EndsAt.AddDays(days) }));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{id}/availability")).IsSuccessStatusCode);
        return id;
    }
}
