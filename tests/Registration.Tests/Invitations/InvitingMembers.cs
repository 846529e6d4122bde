using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Invitations;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Invitations;

/// <summary>An association invites members of its list, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class InvitingMembers(RunningInLerum running) : IClassFixture<RunningInLerum>, IAsyncLifetime
{
    private static int tests;

    private readonly int number = Interlocked.Increment(ref tests);
    private readonly RunningService service = running.Service;
    private readonly EditionId edition = EditionId.New();
    private readonly ActivityId activity = ActivityId.New();
    private HttpClient association = null!;

    /// <summary>The association of this test.</summary>
    private string Id => string.Create(CultureInfo.InvariantCulture, $"forening-{number}");

    private string Path => $"/api/v1/associations/{Id}/invitations";

    public async ValueTask InitializeAsync()
    {
        association = service.AsAssociation(Id);
        await service.Bus.PublishAsync(new ActivityReleased(Released(version: 2)));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{activity}/availability")).IsSuccessStatusCode);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Members_of_a_town_are_counted_and_told_to_Notification_with_their_addresses_and_the_association_sees_none_of_others()
    {
        await PushAsync(20);
        await RegisterCompaniesAsync(inGrabo: 12);
        var words = Words(new { areas = new[] { "Gråbo" } });
        var segments = await association.GetFromJsonAsync<JsonNode>($"/api/v1/associations/{Id}/segments?edition={edition}");
        segments!["areas"]!.AsArray().Select(each => ((string)each!["area"]!, (int)each["members"]!)).ShouldBe([("Gråbo", 12), ("Floda", 8)]);

        var preview = (await (await association.PostAsJsonAsync($"{Path}/preview", words)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
        ((int)preview["members"]!, (int)preview["recipients"]!).ShouldBe((12, 12));
        var sent = await SendAsync(words, HttpStatusCode.Accepted);
        ((int)sent["recipients"]!, (int)sent["listVersion"]!, (string)sent["activityTitle"]!["en"]!).ShouldBe((12, 1, "Seminar"));

        var told = await service.Bus.NextAsync<MembersInvited>(IsOwn);
        told.Members.Select(member => member.Email).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 12).Select(Address).Order(StringComparer.Ordinal));
        (told.From, told.Activity!.Title.Sv, told.Text.En).ShouldBe(("Företagarna Lerum", "Seminarium", "Come!"));
        var listed = await association.GetStringAsync($"{Path}?edition={edition}");
        listed.ShouldContain("Gråbo");
        listed.ShouldNotContain("@");
        (await service.As(Roles.Organiser).GetStringAsync($"{Path}?edition={edition}")).ShouldContain("Gråbo");
    }

    [Fact]
    public async Task Members_of_a_group_of_the_list_are_invited_and_a_change_that_does_not_name_it_leaves_it()
    {
        var path = $"/api/v1/associations/{Id}/members";
        var rows = Enumerable.Range(0, 20).Select(each => $"{Number(each)};Företag {each};{Address(each)};{(each < 9 ? "Handel" : each < 18 ? "  handel " : "")}");
        using var file = new StringContent($"Organisationsnummer;Namn;E-post;Medlemsgrupp\n{string.Join('\n', rows)}\n", Encoding.UTF8, "text/csv");
        (await association.PutAsync(path, file)).EnsureSuccessStatusCode();
        (await association.PatchAsJsonAsync(path, new[] { new { organisationNumber = Number(0), employees = 7 } })).EnsureSuccessStatusCode();
        (await association.PatchAsJsonAsync(path, new[] { new { organisationNumber = Number(1), memberGroup = (string?)null } })).EnsureSuccessStatusCode();
        (await association.GetStringAsync(path)).ShouldContain("\"memberGroup\":\"Handel\"");
        var wrong = await association.PatchAsJsonAsync(path, new[] { new { organisationNumber = Number(2), memberGroup = new string('x', 101) } });
        ((string)(await wrong.Content.ReadFromJsonAsync<JsonNode>())!["refused"]!.AsArray().ShouldHaveSingleItem()!["column"]!).ShouldBe("memberGroup");

        var segments = await association.GetFromJsonAsync<JsonNode>($"/api/v1/associations/{Id}/segments?edition={edition}");
        var group = segments!["memberGroups"]!.AsArray().ShouldHaveSingleItem()!;
        (((string)group["memberGroup"]!).ToUpperInvariant(), (int)group["members"]!).ShouldBe(("HANDEL", 17));
        var sent = await SendAsync(Words(new { memberGroups = new[] { "Handel" } }), HttpStatusCode.Accepted);
        ((int)sent["recipients"]!, (string)sent["segment"]!["memberGroups"]![0]!).ShouldBe((17, "Handel"));
        (await service.Bus.NextAsync<MembersInvited>(IsOwn)).Members.Select(member => member.Email).ShouldBe(
            Enumerable.Range(0, 18).Where(each => each != 1).Select(Address), ignoreOrder: true);
    }

    [Fact]
    public async Task Sent_twice_at_once_and_again_it_is_one_invitation()
    {
        await PushAsync(120);
        await using var other = await service.StartAnotherAsync<Program>();
        HttpClient[] askers = [association, association, other.AsAssociation(Id), association];

        var ids = (await Task.WhenAll(askers.Select(async asker =>
            (string)(await (await asker.PostAsJsonAsync(Path, Words(new { }))).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["id"]!))).Distinct().ToList();
        ids.ShouldHaveSingleItem();

        await Eventually.TrueAsync(() => Task.FromResult(Told().Count >= 2));
        await NothingWaitsAsync();
        Told().Select(each => each.Members.Count).OrderDescending().ShouldBe([100, 20]);
        Told().SelectMany(each => each.Members).Select(member => member.ContactId).Distinct().Count().ShouldBe(120);
        (await SendAsync(Words(new { companySizes = new[] { "micro" } }), HttpStatusCode.Conflict))["type"]!.ToString().ShouldEndWith("invitation-repeated");
    }

    [Fact]
    public async Task Earlier_invitations_are_had_part_by_part()
    {
        await PushAsync(10);
        var first = (string)(await SendAsync(Words(new { }), HttpStatusCode.Accepted))["id"]!;
        var second = (string)(await SendAsync(Words(new { }, "Till hela festivalen!"), HttpStatusCode.Accepted))["id"]!;

        var latest = await association.GetAsync($"{Path}?edition={edition}&limit=1");
        var earlier = await association.GetAsync(latest.NextPart());

        ((string)(await latest.Content.ReadFromJsonAsync<JsonArray>())!.ShouldHaveSingleItem()!["id"]!).ShouldBe(second);
        ((string)(await earlier.Content.ReadFromJsonAsync<JsonArray>())!.ShouldHaveSingleItem()!["id"]!).ShouldBe(first);
        (await ListAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_has_registered_is_left_out_where_only_the_others_are_meant_and_who_registers_afterwards_is_counted_from_seven()
    {
        await PushAsync(30);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(RegisterAsync));
        var sent = await SendAsync(Words(new { notRegistered = true }), HttpStatusCode.Accepted);
        ((int)sent["members"]!, (int)sent["recipients"]!).ShouldBe((30, 22));
        (await service.Bus.NextAsync<MembersInvited>(IsOwn)).Members.Select(member => member.Email).ShouldNotContain(Address(0));

        await Task.WhenAll(Enumerable.Range(8, 6).Select(RegisterAsync));
        (await ListAsync())[0]!["registeredAfterwards"].ShouldBeNull();
        await RegisterAsync(14);
        ((int?)(await ListAsync())[0]!["registeredAfterwards"]).ShouldBe(7);
    }

    [Fact]
    public async Task Who_was_erased_or_has_left_the_list_before_it_goes_gets_none()
    {
        await PushAsync(10);
        (await service.As(Roles.Organiser).PostAsJsonAsync("/api/v1/privacy/erasure", new { email = Address(3) })).EnsureSuccessStatusCode();
        var sent = await SendAsync(Words(new { }), HttpStatusCode.Accepted);
        ((int)sent["members"]!, (int)sent["recipients"]!).ShouldBe((9, 9));
        (await service.Bus.NextAsync<MembersInvited>(IsOwn)).Members.Select(member => member.Email).ShouldNotContain(Address(3));

        // Of a page that waits while they leave, who is left is told.
        await PushAsync(8, confirm: true);
        await using (var session = service.Store.LightweightSession())
        {
            session.Insert(InvitationPage.Of(new MemberInvitationId(Guid.Parse((string)sent["id"]!)), [Number(9).Replace("-", "", StringComparison.Ordinal), Number(7).Replace("-", "", StringComparison.Ordinal)]).ToArray());
            await session.SaveChangesAsync();
        }

        (await service.Bus.NextAsync<MembersInvited>(each => IsOwn(each) && each.Members.Count == 1)).Members.Single().Email.ShouldBe(Address(7));
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused_with_why()
    {
        await PushAsync(6);
        (await SendAsync(Words(new { }), HttpStatusCode.Conflict))["fewest"]!.GetValue<int>().ShouldBe(7);
        (await association.PostAsJsonAsync($"{Path}/preview", Words(new { }))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await service.AsAssociation("handel").PostAsJsonAsync(Path, Words(new { }))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.As(Roles.Organiser).PostAsJsonAsync(Path, Words(new { }))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await association.PostAsJsonAsync(Path, Words(new { }, of: EditionId.New()))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await association.PostAsJsonAsync(Path, new { editionId = edition, activityId = ActivityId.New(), from = "F", text = new { sv = "a", en = "b" }, segment = new { } }))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var (request, field) in ((object, string)[])[
            (new { editionId = edition, from = "Två\nrader", text = new { sv = "a", en = "b" }, segment = new { } }, "from"),
            (new { editionId = edition, from = "F", text = new { sv = "a" }, segment = new { } }, "text.en"),
            (new { editionId = edition, from = "F", text = new { sv = new string('x', 2_001), en = "b" }, segment = new { } }, "text.sv"),
            (new { editionId = edition, from = "F", text = new { sv = "a", en = "b" }, segment = new { areas = Array.Empty<string>() } }, "segment.areas"),
            (new { editionId = edition, from = "F", text = new { sv = "a", en = "b" }, segment = new { companySizes = Array.Empty<string>() } }, "segment.companySizes"),
            (new { editionId = edition, from = "F", text = new { sv = "a", en = "b" }, segment = new { memberGroups = Array.Empty<string>() } }, "segment.memberGroups"),
        ])
        {
            var answer = await association.PostAsJsonAsync(Path, request);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, field);
            (await answer.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!.AsObject().Single().Key.ShouldBe(field);
        }

        await PushAsync(9);
        await service.Bus.PublishAsync(new ActivityCancelled(Released(version: 3) with { Status = ActivityStatus.Cancelled }, "Sjuk"));
        await Eventually.TrueAsync(async () =>
            (await (await association.PostAsJsonAsync($"{Path}/preview", Words(new { }))).Content.ReadAsStringAsync()).Contains("nothing-to-invite-to", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fourth_within_a_week_says_when()
    {
        await PushAsync(9);
        for (var i = 0; i < InviteMembers.Most; i++)
        {
            await SendAsync(Words(new { }, $"Nr {i}"), HttpStatusCode.Accepted);
        }

        var refused = await SendAsync(Words(new { }, "Nr 4"), HttpStatusCode.Conflict);
        refused["type"]!.ToString().ShouldEndWith("too-many-invitations");
        refused["again"]!.GetValue<DateTimeOffset>().ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddDays(6));
    }

    private ActivityState Released(long version) => Given.Released(activity, capacity: 200, version) with { EditionId = edition };

    private bool IsOwn(MembersInvited told) => told.AssociationId == Id;

    private List<MembersInvited> Told() => [.. service.Bus.Heards<MembersInvited>().Where(IsOwn)];

    private async Task NothingWaitsAsync() => await Eventually.TrueAsync(async () =>
    {
        await using var reads = service.Store.QuerySession();
        return !await Marten.QueryableExtensions.AnyAsync(reads.Query<InvitationPage>());
    });

    private object Words(object segment, string text = "Kom!", EditionId? of = null) => new
    {
        editionId = (of ?? edition).Value,
        activityId = activity.Value,
        from = "Företagarna Lerum",
        text = new { sv = text, en = "Come!" },
        segment,
    };

    private async Task<JsonNode> SendAsync(object words, HttpStatusCode expected)
    {
        var answer = await association.PostAsJsonAsync(Path, words);
        answer.StatusCode.ShouldBe(expected, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private async Task<JsonArray> ListAsync() => (await association.GetFromJsonAsync<JsonArray>($"{Path}?edition={edition}"))!;

    private async Task PushAsync(int members, bool confirm = false) => (await association.PutAsJsonAsync(
        $"/api/v1/associations/{Id}/members?confirm={(confirm ? "true" : "false")}",
        Enumerable.Range(0, members).Select(each => new { organisationNumber = Number(each), name = $"Företag {each}", email = Address(each), employees = 5 }))).EnsureSuccessStatusCode();

    /// <summary>The municipality's register has these, and the others, up to 20, in Floda.</summary>
    private async Task RegisterCompaniesAsync(int inGrabo)
    {
        var rows = Enumerable.Range(0, 20).Select(each => $"{Number(each)};Företag {each};{(each < inGrabo ? "GRÅBO" : "FLODA")}");
        using var file = new StringContent($"Organisationsnummer;Namn;Postort\n{string.Join('\n', rows)}\n", Encoding.UTF8, "text/csv");
        (await service.As(Roles.Organiser).PutAsync("/api/v1/municipalities/lerum/companies", file)).EnsureSuccessStatusCode();
    }

    private async Task RegisterAsync(int member) => (await service.Http.PostAsJsonAsync(
        $"/api/v1/activities/{activity}/registrations",
        new { contact = new { name = "Medlem", email = $"anstalld{member}@arbete{member}-{number}.example" }, company = new { name = $"Företag {member}", organisationNumber = Number(member) }, consent = true }))
        .EnsureSuccessStatusCode();

    private string Address(int member) => string.Create(CultureInfo.InvariantCulture, $"info@foretag{member}-{number}.example");

    private string Number(int member) => Given.CompanyNumber((1_000 * number) + member);
}
