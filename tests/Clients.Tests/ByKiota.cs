using System.Net;
using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.EndToEnd.Tests;
using Shouldly;
using Xunit;

namespace BusinessFocus.Clients.Tests;

/// <summary>The main job by the published .NET client.</summary>
public sealed class ByKiota(Festival festival)
{
    [Fact]
    public async Task The_main_job_is_done()
    {
        var (from, to) = await Planning.TwoSeminarsAsync(festival, "kiota-2027");
        using var anyone = Planning.Connect(festival.Anyone);

        var registered = (await anyone.V1.Activities[from].Registrations.PostAsync(Guest("kiota@foretag.example")))!;
        registered.Status.ShouldBe(RegistrationStatus.Confirmed);
        var own = anyone.V1.Registrations[registered.Id!.Value];

        var moved = (await own.Move.PostAsync(new MoveRequest { ActivityId = to }, ask => ask.QueryParameters.Token = registered.ManageToken))!;
        moved.ActivityId.ShouldBe(to);

        await own.DeleteAsync(ask => ask.QueryParameters.Token = registered.ManageToken);
        (await own.GetAsync(ask => ask.QueryParameters.Token = registered.ManageToken))!.Status.ShouldBe(RegistrationStatus.Cancelled);
    }

    [Fact]
    public async Task What_is_refused_says_why()
    {
        using var anyone = Planning.Connect(festival.Anyone);

        var refused = await Should.ThrowAsync<ProblemException>(() => anyone.V1.Activities[Guid.NewGuid()].Registrations.PostAsync(Guest("kiota-2@foretag.example")));

        refused.Status.ShouldBe(HttpStatusCode.NotFound);
        refused.Type.ShouldStartWith("urn:businessfocus:problem:");
    }

    [Fact]
    public async Task Lists_and_the_live_stream_are_read()
    {
        var (from, _) = await Planning.TwoSeminarsAsync(festival, "kiota-live-2027");
        using var organiser = Planning.Connect(festival.Organiser);
        using var anyone = Planning.Connect(festival.Anyone);

        var slugs = new List<string?>();
        await foreach (var edition in Lists.AllAsync(
            (after, stop) => organiser.V1.Editions.GetAsync(ask => (ask.QueryParameters.After, ask.QueryParameters.Limit) = (after, 1), stop),
            page => (page.Items, page.Next)))
        {
            slugs.Add(edition.Slug);
        }

        slugs.ShouldContain("kiota-live-2027");

        var open = new TaskCompletionSource();
        var heard = NewsOfAsync(from, anyone.ListenAsync(new Listening(Edition: "kiota-live-2027", Opened: () => open.TrySetResult())));
        await open.Task;
        await anyone.V1.Activities[from].Registrations.PostAsync(Guest("kiota-3@foretag.example"));
        await heard;
    }

    /// <summary>The release before it may still tell of the seats of the other.</summary>
    private static async Task<SeatsNews> NewsOfAsync(Guid activity, IAsyncEnumerable<LiveEvent> events)
    {
        await foreach (var news in events)
        {
            if (news is SeatsNews { Confirmed: > 0 } seats && seats.ActivityId == activity)
            {
                return seats;
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }

    private static RegisterRequest Guest(string email) => new()
    {
        Contact = new RegisterContactRequest { Name = "Kim Åström", Email = email, Locale = "sv" },
        Seats = 1,
        Consent = true,
    };
}
