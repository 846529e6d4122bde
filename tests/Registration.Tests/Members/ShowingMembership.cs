using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Members;
using BusinessFocus.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Members;

/// <summary>
/// A member's number is public: it gave place 1 in line and told who is a member. OWASP API1:2023, broken object level authorization, and
/// API6:2023, unrestricted access to sensitive business flows.
/// </summary>
public sealed class ShowingMembership(RunningRegistration running) : IClassFixture<RunningRegistration>, IAsyncLifetime
{
    private static int companies;

    private readonly RunningService service = running.Service;

    /// <summary>Of all addresses of this test.</summary>
    private readonly string domain = $"{Guid.NewGuid():N}.example";

    /// <summary>Of the companies of this test.</summary>
    private readonly string member = NewCompany();
    private readonly string noMember = NewCompany();

    private string Address => $"info@{domain}";

    public async ValueTask InitializeAsync()
    {
        (await service.AsAssociation("foretagarna").PatchAsJsonAsync(
            "/api/v1/associations/foretagarna/members", new[] { new { organisationNumber = member, name = "Medlem AB", email = Address } })).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(() => Task.FromResult(service.Services.GetRequiredService<MemberDirectory>().HasAddress(Address)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Who_types_a_members_number_waits_like_everybody_and_a_registered_address_goes_first()
    {
        var activity = await FullAsync();
        (await RegisterAsync(activity, "bo@gmail.com", noMember))["position"]!.GetValue<int>().ShouldBe(1);

        (await RegisterAsync(activity, "cilla@gmail.com", member))["position"]!.GetValue<int>().ShouldBe(2);

        (await RegisterAsync(activity, Address))["position"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_code_to_the_members_address_shows_the_membership()
    {
        var activity = await FullAsync();
        await RegisterAsync(activity, "bo@gmail.com");
        var asked = await AskAsync(member);
        var mailed = await service.Bus.NextAsync<MembershipCodeRequested>(IsOwn);
        (mailed.Email, mailed.Name).ShouldBe((Address, "Medlem AB"));

        var shown = (await (await ConfirmAsync(asked, mailed.Code)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["membership"]!.GetValue<string>();

        (await RegisterAsync(activity, "dan@gmail.com", membership: shown))["position"]!.GetValue<int>().ShouldBe(1);
        (await ConfirmAsync(asked, mailed.Code)).StatusCode.ShouldBe(HttpStatusCode.Conflict, "a code is right once");
        (await PostAsync(activity, "eva@gmail.com", membership: shown + "A")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Who_asks_for_a_code_does_not_learn_who_is_a_member()
    {
        var (asked, other) = (await AskAsync(member), await AskAsync(noMember));

        asked.AsObject().Select(each => each.Key).ShouldBe(other.AsObject().Select(each => each.Key));
        var code = (await service.Bus.NextAsync<MembershipCodeRequested>(IsOwn)).Code;
        var wrong = code == "000000" ? "000001" : "000000";
        for (var guess = 0; guess < MembershipAttempt.MostGuesses; guess++)
        {
            var (one, another) = (await ConfirmAsync(asked, wrong), await ConfirmAsync(other, wrong));
            one.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await TextAsync(another)).ShouldBe(await TextAsync(one));
        }

        (await ConfirmAsync(asked, code)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        service.Bus.Heards<MembershipCodeRequested>().Where(IsOwn).ShouldHaveSingleItem();

        static async Task<string> TextAsync(HttpResponseMessage answer)
        {
            var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
            return $"{problem["type"]} {problem["guessesLeft"]}";
        }
    }

    [Fact]
    public async Task Of_many_guesses_at_once_five_are_taken()
    {
        var asked = await AskAsync(member);
        var code = (await service.Bus.NextAsync<MembershipCodeRequested>(IsOwn)).Code;
        var wrong = code == "000000" ? "000001" : "000000";

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ConfirmAsync(asked, wrong)));

        var types = await Task.WhenAll(answers.Select(async answer => (await answer.Content.ReadFromJsonAsync<JsonNode>())!["type"]!.GetValue<string>()));
        types.Count(type => type.EndsWith("wrong-code", StringComparison.Ordinal)).ShouldBe(MembershipAttempt.MostGuesses - 1);
        (await ConfirmAsync(asked, code)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_members_mailbox_gets_only_so_many_codes()
    {
        for (var i = 0; i < MembershipCodes.MostCodes + 2; i++)
        {
            await AskAsync(member);
        }

        // A later one tells that the earlier ones have gone.
        (await service.AsAssociation("foretagarna").PatchAsJsonAsync(
            "/api/v1/associations/foretagarna/members", new[] { new { organisationNumber = noMember, name = "Ny", email = $"ny@ny-{domain}" } })).EnsureSuccessStatusCode();
        await AskAsync(noMember);
        await service.Bus.NextAsync<MembershipCodeRequested>(code => code.Email == $"ny@ny-{domain}");
        service.Bus.Heards<MembershipCodeRequested>().Count(code => code.Email == Address).ShouldBe(MembershipCodes.MostCodes);
    }

    [Fact]
    public async Task Who_leaves_the_company_out_or_names_another_is_counted_by_the_domain_of_their_address()
    {
        var activity = await ReleaseAsync(capacity: 10, new RegistrationRules(SeatsPerCompany: 2));
        await RegisterAsync(activity, $"anna@bolaget-{domain}", noMember);
        await RegisterAsync(activity, $"bo@bolaget-{domain}");

        (await PostAsync(activity, $"cilla@post.bolaget-{domain}")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await PostAsync(activity, $"cilla@bolaget-{domain}", "556036-0793")).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        // Of a member's domain it is the member's, whatever they say.
        await RegisterAsync(activity, Address);
        await RegisterAsync(activity, $"dan@{domain}", noMember);
        (await PostAsync(activity, "eva@gmail.com", member)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var free = await RegisterAsync(activity, "fia@gmail.com");
        free["company"].ShouldBeNull("nothing is told that they did not say");
        (await RegisterAsync(activity, $"gun@annat-{domain}"))["company"].ShouldBeNull();
    }

    private static string NewCompany() => Given.CompanyNumber(Interlocked.Increment(ref companies));

    private bool IsOwn(MembershipCodeRequested asked) => asked.Email.EndsWith(domain, StringComparison.Ordinal);

    private async Task<JsonNode> AskAsync(string organisationNumber)
    {
        using var answer = await service.Http.PostAsJsonAsync("/api/v1/memberships/codes", new { organisationNumber });
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private Task<HttpResponseMessage> ConfirmAsync(JsonNode asked, string code) =>
        service.Http.PostAsJsonAsync("/api/v1/memberships", new { secret = asked["secret"]!.GetValue<string>(), code });

    private Task<HttpResponseMessage> PostAsync(ActivityId activity, string email, string? organisationNumber = null, string? membership = null) =>
        service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations",
            new { contact = new { name = "Anna", email }, company = new { organisationNumber }, consent = true, membership });

    private async Task<JsonNode> RegisterAsync(ActivityId activity, string email, string? organisationNumber = null, string? membership = null)
    {
        using var answer = await PostAsync(activity, email, organisationNumber, membership);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>One in which whoever comes waits, and members go first.</summary>
    private async Task<ActivityId> FullAsync()
    {
        var activity = await ReleaseAsync(capacity: 1, rules: null, membersUntil: DateTimeOffset.UtcNow.AddDays(1));
        await RegisterAsync(activity, "first@gmail.com");
        return activity;
    }

    private async Task<ActivityId> ReleaseAsync(int capacity, RegistrationRules? rules, DateTimeOffset? membersUntil = null)
    {
        var id = ActivityId.New();
        await service.Bus.PublishAsync(new ActivityReleased(Given.Released(id, capacity) with { Rules = rules, MembersUntil = membersUntil }));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{id}/availability")).IsSuccessStatusCode);
        return id;
    }
}
