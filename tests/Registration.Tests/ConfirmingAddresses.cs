using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Seats;
using BusinessFocus.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests;

/// <summary>Whoever types somebody else's address gets nothing for it, through the whole service: OWASP API6:2023, access to sensitive business flows.</summary>
public sealed class ConfirmingAddresses(RunningRegistration running) : IClassFixture<RunningRegistration>
{
    private readonly RunningService service = running.Service;
    private readonly EditionId edition = EditionId.New();

    /// <summary>Of all addresses of this test.</summary>
    private readonly string domain = $"{Guid.NewGuid():N}.example";

    [Fact]
    public async Task The_link_is_only_in_the_mail_and_whoever_opens_it_is_registered()
    {
        var activity = await ReleaseAsync(ConfirmAddress.Always);

        var answer = await RegisterAsync(activity, "anna");

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var body = await BodyAsync(answer);
        body.AsObject().Select(member => member.Key).ShouldBe(["activityIds", "email", "minutes"], ignoreOrder: true);
        var held = await HeldAsync();
        held.Contact.Email.ShouldBe($"anna@{domain}");
        (await service.Http.GetAsync($"/api/v1/registrations/{held.RegistrationId}?token={held.ConfirmToken}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Told<RegistrationConfirmed>(each => each.Registration.Contact).ShouldBeEmpty();

        var page = await service.Http.GetAsync($"/api/v1/held-registrations/{held.ConfirmToken}");
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        Told<RegistrationConfirmed>(each => each.Registration.Contact).ShouldBeEmpty("mail scanners open every link");
        var confirmed = await service.Http.PostAsync($"/api/v1/held-registrations/{held.ConfirmToken}", null);

        confirmed.StatusCode.ShouldBe(HttpStatusCode.OK);
        var registration = (await BodyAsync(confirmed))["registrations"]!.AsArray().ShouldHaveSingleItem()!;
        registration["status"]!.GetValue<string>().ShouldBe("confirmed");
        (await service.Bus.NextAsync<RegistrationConfirmed>(each => IsOwn(each.Registration.Contact))).Registration.ManageToken.ShouldBe(registration["manageToken"]!.GetValue<string>());
        (await service.Http.PostAsync($"/api/v1/held-registrations/{held.ConfirmToken}", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await RegisterAsync(await ReleaseAsync(ConfirmAddress.Always), "anna")).StatusCode.ShouldBe(HttpStatusCode.Created, "it was confirmed in this edition");
    }

    [Fact]
    public async Task Nobody_learns_who_is_registered_and_its_owner_hears_of_it_once()
    {
        var activity = await ReleaseAsync(ConfirmAddress.Always);
        (await service.As(Roles.Organiser).PostAsJsonAsync(PathOf(activity), BodyOf("anna"))).StatusCode.ShouldBe(HttpStatusCode.Created, "staff are not asked");

        var known = await RegisterAsync(activity, "anna");
        var stranger = await RegisterAsync(activity, "bosse");
        await RegisterAsync(activity, "anna");
        await RegisterAsync(activity, "bosse");

        known.StatusCode.ShouldBe(stranger.StatusCode);
        (await known.Content.ReadAsStringAsync()).Replace("anna", "bosse", StringComparison.Ordinal).ShouldBe(await stranger.Content.ReadAsStringAsync());
        (await service.Bus.NextAsync<RegistrationAskedForAgain>(each => IsOwn(each.Contact))).Contact.Email.ShouldBe($"anna@{domain}");
        (await HeldAsync()).Contact.Email.ShouldBe($"bosse@{domain}");
        await RegisterAsync(activity, "cia");
        await HeldAsync(held => held.Contact.Email == $"cia@{domain}");
        Told<RegistrationAskedForAgain>(each => each.Contact).Count.ShouldBe(1);
        Told<RegistrationHeld>(each => each.Contact).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Many_people_from_one_browser_confirm_and_others_do_not()
    {
        var activity = await ReleaseAsync(null);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 7; i++)
        {
            statuses.Add((await RegisterAsync(activity, $"p{i}", from: "203.0.113.7")).StatusCode);
        }

        statuses.ShouldBe([.. Enumerable.Repeat(HttpStatusCode.Created, 5), HttpStatusCode.Accepted, HttpStatusCode.Accepted]);
        (await RegisterAsync(activity, "other", from: "198.51.100.1")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_organisers_word_for_the_edition_holds_for_what_is_released()
    {
        var activity = await ReleaseAsync(null);
        (await RegisterAsync(activity, "anna")).StatusCode.ShouldBe(HttpStatusCode.Created);

        await service.Bus.PublishAsync(new AddressConfirmationChosen(edition, ConfirmAddress.Always, 3));

        var i = 0;
        await Eventually.TrueAsync(async () => (await RegisterAsync(activity, $"p{i++}")).StatusCode == HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Several_are_confirmed_by_one_link()
    {
        var (one, other) = (await ReleaseAsync(ConfirmAddress.Always), await ReleaseAsync(ConfirmAddress.Always, days: 1));

        var answer = await service.Http.PostAsJsonAsync("/api/v1/registrations", new
        {
            activityIds = new[] { one.Value, other.Value },
            contact = new { name = "Anna", email = $"anna@{domain}" },
            consent = true,
        });

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var held = await HeldAsync();
        held.Others.ShouldBe([other]);
        var confirmed = await BodyAsync(await service.Http.PostAsync($"/api/v1/held-registrations/{held.ConfirmToken}", null));
        confirmed["registrations"]!.AsArray().Count.ShouldBe(2);
        Told<RegistrationHeld>(each => each.Contact).Count.ShouldBe(1);
    }

    /// <summary>Of several, the first one's edition was asked for all.</summary>
    [Fact]
    public async Task An_address_that_was_confirmed_in_one_edition_is_confirmed_in_another_too()
    {
        var (one, other) = (await ReleaseAsync(ConfirmAddress.Always), await ReleaseAsync(ConfirmAddress.Always, days: 1, of: EditionId.New()));
        await RegisterAsync(one, "anna");
        var held = await HeldAsync();
        (await service.Http.PostAsync($"/api/v1/held-registrations/{held.ConfirmToken}", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var next = await ReleaseAsync(ConfirmAddress.Always, days: 2);

        var answer = await service.Http.PostAsJsonAsync("/api/v1/registrations", new
        {
            activityIds = new[] { next.Value, other.Value },
            contact = new { name = "Anna", email = $"anna@{domain}" },
            consent = true,
        });

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task What_an_organiser_said_is_known_before_the_first_request()
    {
        await using (var session = service.Store.LightweightSession())
        {
            session.Store(new EditionSetting(edition, ConfirmAddress.Always, 1));
            await session.SaveChangesAsync();
        }

        await using var another = await service.StartAnotherAsync<Program>();

        another.Services.GetRequiredService<EditionSettings>().ConfirmAddressOf(edition).ShouldBe(ConfirmAddress.Always);
    }

    [Fact]
    public async Task A_place_that_nobody_confirms_is_free_again_and_the_address_is_gone()
    {
        var activity = await ReleaseAsync(ConfirmAddress.Always);
        await RegisterAsync(activity, "anna");
        var held = await HeldAsync();
        var processor = service.Services.GetRequiredService<SeatCommandProcessor>();

        await processor.DecideAsync(activity, seats => ExpireOffers.Decide(seats, held.Until), CancellationToken.None);

        (await service.Http.PostAsync($"/api/v1/held-registrations/{held.ConfirmToken}", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await Eventually.TrueAsync(async () =>
        {
            await using var session = service.Store.QuerySession();
            var events = await session.Events.FetchStreamAsync(activity.Value);
            return events.Select(each => each.Data).OfType<SeatsHeld>().Single().Booking.Person.Email.Length == 0;
        });
    }

    /// <summary>Who has a mailbox is a visitor in a minute.</summary>
    [Fact]
    public async Task A_visitor_is_asked_for_others_as_everybody_is_and_not_for_themselves()
    {
        var activity = await ReleaseAsync(ConfirmAddress.Always);
        var visitor = service.AsVisitor(ContactIds.Of($"vera@{domain}").ToString());

        (await visitor.PostAsJsonAsync(PathOf(activity), BodyOf("anna"))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var own = await visitor.PostAsJsonAsync(PathOf(activity), BodyOf("vera"));

        own.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await BodyAsync(own))["manageToken"].ShouldNotBeNull();
        var others = await visitor.PostAsJsonAsync(PathOf(await ReleaseAsync(ConfirmAddress.Never)), BodyOf("anna"));
        others.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await BodyAsync(others))["manageToken"].ShouldBeNull("it is not theirs");
    }

    [Fact]
    public async Task Nobody_gets_a_place_that_is_kept_for_somebody()
    {
        var activity = await ReleaseAsync(null);
        for (var i = 0; i < 6; i++)
        {
            await RegisterAsync(activity, $"p{i}", from: "203.0.113.8");
        }

        var held = await HeldAsync(each => each.Contact.Email == $"p5@{domain}");

        (await RegisterAsync(activity, "p5", from: "198.51.100.1")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await service.Http.PostAsync($"/api/v1/held-registrations/{held.ConfirmToken}", null)).StatusCode.ShouldBe(HttpStatusCode.OK, "the link is still good");
    }

    private Task<RegistrationHeld> HeldAsync(Func<RegistrationHeld, bool>? matching = null) =>
        service.Bus.NextAsync<RegistrationHeld>(each => IsOwn(each.Contact) && (matching is null || matching(each)));

    private List<T> Told<T>(Func<T, Contact> contact) => [.. service.Bus.Heards<T>().Where(each => IsOwn(contact(each)))];

    private bool IsOwn(Contact contact) => contact.Email.EndsWith($"@{domain}", StringComparison.Ordinal);

    private static string PathOf(ActivityId activity) => $"/api/v1/activities/{activity}/registrations";

    private object BodyOf(string name) => new { contact = new { name, email = $"{name}@{domain}" }, consent = true };

    private async Task<HttpResponseMessage> RegisterAsync(ActivityId activity, string name, string? from = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PathOf(activity)) { Content = JsonContent.Create(BodyOf(name)) };
        if (from is not null)
        {
            request.Headers.Add("X-Forwarded-For", from);
        }

        return await service.Http.SendAsync(request);
    }

    private async Task<ActivityId> ReleaseAsync(ConfirmAddress? confirmAddress, int days = 0, EditionId? of = null)
    {
        var id = ActivityId.New();
        var activity = Given.Released(id, capacity: 100) with
        {
            EditionId = of ?? edition,
            Rules = new RegistrationRules(ConfirmAddress: confirmAddress),
        };
        await service.Bus.PublishAsync(new ActivityReleased(activity with { StartsAt = activity.StartsAt.AddDays(days), EndsAt = activity.EndsAt.AddDays(days) }));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{id}/availability")).IsSuccessStatusCode);
        return id;
    }

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
}
