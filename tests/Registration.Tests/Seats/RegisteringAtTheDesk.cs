using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>Staff register people who have no e-mail address, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class RegisteringAtTheDesk(RunningRegistration running) : IClassFixture<RunningRegistration>
{
    private static int phones;

    private readonly RunningService service = running.Service;
    private readonly HttpClient organiser = running.Service.As(Roles.Organiser);

    /// <summary>Each test's own, for it is who somebody is.</summary>
    private readonly string phone = $"+46702521{Interlocked.Increment(ref phones):000}";

    [Fact]
    public async Task Who_has_a_phone_only_stands_in_the_same_line_and_is_told_of_by_it()
    {
        var activity = await service.ReleaseAsync(1);
        var first = await AtDeskAsync(activity, new { name = "Anna Ek", phone = $"070-252 1{phone[9]} {phone[10..]}", company = new { name = "Ek AB" }, consent = true });
        first.Status.ShouldBe(HttpStatusCode.Created);
        (Text(first.Body, "status"), first.Body["manageToken"]).ShouldBe(("confirmed", null), "staff are not shown the link");
        (Text(first.Body["contact"]!, "email"), Text(first.Body["contact"]!, "phone")).ShouldBe(("", phone));

        var told = (await service.Bus.NextAsync<RegistrationConfirmed>(each => each.Registration.ActivityId == activity)).Registration;
        (told.Contact.Id, told.Contact.Email, told.Contact.Phone).ShouldBe((ContactIds.OfPhone(phone), "", phone));
        told.ManageToken.ShouldNotBeEmpty();
        (await service.Http.GetAsync($"/api/v1/registrations/{told.Id}?token={told.ManageToken}")).StatusCode.ShouldBe(HttpStatusCode.OK, "the link that the phone gets opens it");

        var again = await AtDeskAsync(activity, new { name = "Anna", phone = $"0{phone[3..]}", consent = true });
        (again.Status, Text(again.Body, "id")).ShouldBe((HttpStatusCode.OK, Text(first.Body, "id")));

        (await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name = "bo", email = "bo@example.se" }, consent = true })).StatusCode.ShouldBe(HttpStatusCode.Created);
        var third = await AtDeskAsync(activity, new { name = "Cilla", consent = true });
        (Text(third.Body, "status"), third.Body["position"]!.GetValue<int>()).ShouldBe(("waitlisted", 2));

        (await organiser.DeleteAsync($"/api/v1/registrations/{Text(first.Body, "id")}")).IsSuccessStatusCode.ShouldBeTrue();
        (await service.Bus.NextAsync<RegistrationPromoted>(each => each.Registration.ActivityId == activity)).Registration.Contact.Name.ShouldBe("bo");
        (await service.Bus.NextAsync<RegistrationCancelled>(each => each.Registration.ActivityId == activity)).Registration.Contact.Phone.ShouldBe(phone);
    }

    [Fact]
    public async Task Who_leaves_nothing_is_another_one_each_time_but_one_where_the_request_is_repeated()
    {
        var activity = await service.ReleaseAsync(5);
        var anna = new { name = "Anna Ek", consent = true };

        var ids = new List<string>();
        foreach (var key in (string?[])[null, null, "desk-17", "desk-17"])
        {
            ids.Add(Text((await AtDeskAsync(activity, anna, key)).Body, "id"));
        }

        ids.Distinct().Count().ShouldBe(3);
        ids[2].ShouldBe(ids[3]);
        (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/availability"))!["confirmed"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task Two_who_register_the_same_phone_at_once_give_it_one_registration()
    {
        var activity = await service.ReleaseAsync(20);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => AtDeskAsync(activity, new { name = "Anna Ek", phone, consent = true })));

        answers.Select(answer => Text(answer.Body, "id")).Distinct().ShouldHaveSingleItem();
        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
    }

    [Fact]
    public async Task Only_staff_do_so_and_what_is_wrong_is_said_by_field()
    {
        var activity = await service.ReleaseAsync(5);
        var anna = new { name = "Anna Ek", consent = true };

        (await service.Http.PostAsJsonAsync(Desk(activity), anna)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await service.AsDoor(activity.ToString()).PostAsJsonAsync(Desk(activity), anna)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.AsIn("elsewhere", Roles.Organiser).PostAsJsonAsync(Desk(activity), anna)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await AtDeskAsync(ActivityId.New(), anna)).Status.ShouldBe(HttpStatusCode.NotFound);
        var refused = await AtDeskAsync(activity, new { name = "www.lan.se", phone = "070", consent = false, seats = 21 });
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Body["errors"]!.AsObject().Select(error => error.Key).Order().ShouldBe(["consent", "name", "phone", "seats"]);
        (await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name = "Anna", phone }, consent = true })).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "the public needs an address");
    }

    [Fact]
    public async Task Who_was_registered_by_phone_is_exported_and_erased_by_it()
    {
        var activity = await service.ReleaseAsync(5);
        await AtDeskAsync(activity, new { name = "Anna Ek", phone, consent = true });
        await service.Bus.NextAsync<RegistrationConfirmed>(each => each.Registration.ActivityId == activity);

        (await organiser.PostAsJsonAsync("/api/v1/privacy/erasure", new { phone, email = "anna@example.se" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await organiser.PostAsJsonAsync("/api/v1/privacy/erasure", new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ExportAsync())["registrations"]!.AsArray().ShouldHaveSingleItem();

        var erased = await (await organiser.PostAsJsonAsync("/api/v1/privacy/erasure", new { phone = $"070 252 1{phone[9]} {phone[10..]}" })).Content.ReadFromJsonAsync<JsonNode>();

        (erased!["registrations"]!.GetValue<int>(), erased["cancelled"]!.GetValue<int>()).ShouldBe((1, 1));
        await service.Bus.NextAsync<ContactErased>(each => each.ContactId == ContactIds.OfPhone(phone));
        (await ExportAsync())["registrations"]!.AsArray().ShouldBeEmpty();

        async Task<JsonNode> ExportAsync() =>
            (await (await organiser.PostAsJsonAsync("/api/v1/privacy/export/registrations", new { phone })).Content.ReadFromJsonAsync<JsonNode>())!;
    }

    [Fact]
    public async Task The_ticket_is_printed_by_staff_without_the_link_and_by_the_link_with_it()
    {
        var activity = await service.ReleaseAsync(3);
        var anna = (await AtDeskAsync(activity, new { name = "Anna <Ek>", phone, seats = 3, consent = true })).Body;
        var token = (await service.Bus.NextAsync<RegistrationConfirmed>(each => each.Registration.ActivityId == activity)).Registration.ManageToken;
        var address = $"/api/v1/registrations/{Text(anna, "id")}/tickets";
        (await organiser.PutAsJsonAsync($"/api/v1/registrations/{Text(anna, "id")}/attendees", new { attendees = new[] { new { name = "Cia" } } })).IsSuccessStatusCode.ShouldBeTrue();

        (await service.Http.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var byStaff = await organiser.GetStringAsync(address);
        var byLink = await service.Http.GetStringAsync($"{address}?token={token}");

        byStaff.ShouldContain("<p class=\"name\">Anna &lt;Ek&gt;</p>");
        byStaff.ShouldContain("<p class=\"name\">Cia</p>");
        byStaff.ShouldContain("2 platser");
        byStaff.Split("<svg").Length.ShouldBe(3, "a code each for Cia and for the two others");
        byStaff.ShouldNotContain(token);
        byLink.ShouldContain($"?token={token}");
        foreach (var (page, name) in (IReadOnlyList<(string, string)>)[(byStaff, "staff"), (byLink, "link")])
        {
            page.ShouldNotContain("<script", Case.Insensitive, name);
        }

        var waiting = (await AtDeskAsync(activity, new { name = "Bo", consent = true })).Body;
        (await organiser.GetAsync($"/api/v1/registrations/{Text(waiting, "id")}/tickets")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    private static string Desk(ActivityId activity) => $"/api/v1/activities/{activity}/desk-registrations";

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private async Task<(HttpStatusCode Status, JsonNode Body)> AtDeskAsync(ActivityId activity, object person, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Desk(activity)) { Content = JsonContent.Create(person) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await organiser.SendAsync(request);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }
}
