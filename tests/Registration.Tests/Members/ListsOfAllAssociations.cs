using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Members;

/// <summary>What the lists of all associations come to, each time in a service that has no others.</summary>
public sealed class ListsOfAllAssociations : IAsyncLifetime
{
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync<Program>("registration");

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task Both_associations_lists_are_taken_row_by_row_and_a_repeat_changes_nothing()
    {
        var foretagarna = await PushAsync("foretagarna");
        foretagarna["refused"]!.AsArray().ShouldBeEmpty();
        foretagarna["members"]!.GetValue<int>().ShouldBe(312);

        var naringsliv = await PushAsync("naringsliv");
        var refused = naringsliv["refused"]!.AsArray();
        refused.ShouldContain(row => row!["column"]!.GetValue<string>() == "name");
        (naringsliv["members"]!.GetValue<int>() + refused.Count).ShouldBe(187);
        (await service.Bus.NextAsync<MemberListApplied>(applied => applied.AssociationId == "naringsliv")).Refused.ShouldBe(refused.Count);

        var again = await PushAsync("naringsliv");
        (again["added"]!.GetValue<int>(), again["changed"]!.GetValue<int>(), again["removed"]!.GetValue<int>()).ShouldBe((0, 0, 0));
        again["refused"]!.AsArray().Count.ShouldBe(refused.Count);

        var page = (await service.AsAssociation("naringsliv").GetFromJsonAsync<JsonNode>("/api/v1/associations/naringsliv/members?limit=200"))!;
        page["items"]!.AsArray().Count.ShouldBe(naringsliv["members"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_company_in_both_lists_is_one_with_two_memberships_and_keeps_its_bookings_when_it_leaves()
    {
        foreach (var association in (string[])["foretagarna", "naringsliv"])
        {
            await service.AsAssociation(association).PutAsync($"/api/v1/associations/{association}/members", Csv("orgnr;namn;epost\n556177-7631;Ett;anna@example.se\n"));
        }

        var company = (await service.As(Roles.Organiser).GetFromJsonAsync<JsonNode>("/api/v1/companies"))!["items"]!.AsArray().ShouldHaveSingleItem()!;
        company["memberships"]!.AsArray().Select(each => each!.GetValue<string>()).ShouldBe(["foretagarna", "naringsliv"]);

        var activity = await service.ReleaseAsync(capacity: 1);
        (await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name = "Anna", email = "anna@example.se" }, consent = true })).EnsureSuccessStatusCode();
        await service.AsAssociation("foretagarna").PutAsync("/api/v1/associations/foretagarna/members?confirm=true", Csv("orgnr;namn\n556012-5790;Två\n"));
        (await service.Http.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/availability"))!["confirmed"]!.GetValue<int>().ShouldBe(1);
    }

    private async Task<JsonNode> PushAsync(string association)
    {
        using var file = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "demo", $"{association}.csv")));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var answer = await service.AsAssociation(association).PutAsync($"/api/v1/associations/{association}/members", file);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static StringContent Csv(string text) => new(text, Encoding.UTF8, "text/csv");
}
