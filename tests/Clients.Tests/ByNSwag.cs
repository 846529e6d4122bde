using BusinessFocus.Clients.Tests.Generated;
using BusinessFocus.EndToEnd.Tests;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Clients.Tests;

/// <summary>The main job by a client that NSwag made, as others would.</summary>
public sealed class ByNSwag(Festival festival)
{
    [Fact]
    public async Task The_main_job_is_done()
    {
        var organiser = new NSwagClient(festival.Organiser);
        var anyone = new NSwagClient(festival.Anyone);

        var edition = (await organiser.CreateEditionAsync(new CreateEditionRequest
        {
            Slug = "nswag-2027",
            Name = new LocalizedText { Sv = "NSwag 2027" },
            StartsOn = new DateTimeOffset(2027, 10, 4, 0, 0, 0, TimeSpan.Zero),
            EndsOn = new DateTimeOffset(2027, 10, 15, 0, 0, 0, TimeSpan.Zero),
        })).Id;
        var from = (await organiser.PlanActivityAsync(edition, Seminar(hour: 9))).Id;
        var to = (await organiser.PlanActivityAsync(edition, Seminar(hour: 14))).Id;
        (await organiser.ReleaseProgrammeAsync(edition, body: new ReleaseProgrammeRequest { Note = "Första programmet" })).Changes.Count.ShouldBe(2);
        foreach (var seminar in (Guid[])[from, to])
        {
            await Eventually.TrueAsync(async () => (await festival.Anyone.GetAsync($"/api/v1/activities/{seminar}/availability")).IsSuccessStatusCode);
        }

        var registered = await anyone.RegisterAsync(from, new RegisterRequest
        {
            Contact = new RegisterContactRequest { Name = "Nils Öberg", Email = "nswag@foretag.example", Locale = "sv" },
            Seats = 1,
            Consent = true,
        });
        registered.Status.ShouldBe(RegistrationStatus.Confirmed);

        (await anyone.MoveRegistrationAsync(registered.Id, new MoveRequest { ActivityId = to }, token: registered.ManageToken)).ActivityId.ShouldBe(to);
        await anyone.CancelRegistrationAsync(registered.Id, token: registered.ManageToken);
        (await anyone.ReadRegistrationAsync(registered.Id, token: registered.ManageToken)).Status.ShouldBe(RegistrationStatus.Cancelled);

        (await Should.ThrowAsync<ApiException<Problem>>(() => anyone.ReadRegistrationAsync(Guid.NewGuid(), token: "forged"))).Result.Type.ToString().ShouldStartWith("urn:businessfocus:problem:");
    }

    private static PlanActivityRequest Seminar(int hour) => new()
    {
        Kind = ActivityKind.Seminar,
        Title = new LocalizedText { Sv = "Ett seminarium" },
        StartsAt = new DateTimeOffset(2027, 10, 5, hour, 0, 0, TimeSpan.FromHours(2)),
        EndsAt = new DateTimeOffset(2027, 10, 5, hour + 1, 0, 0, TimeSpan.FromHours(2)),
        Capacity = 8,
    };
}
