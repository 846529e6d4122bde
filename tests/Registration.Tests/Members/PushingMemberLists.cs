using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Members;

/// <summary>What a push does with the list of an association, each of a name of its own.</summary>
public sealed class PushingMemberLists(RunningRegistration running) : IClassFixture<RunningRegistration>
{
    private readonly RunningService service = running.Service;
    private readonly string association = $"a{Guid.NewGuid():N}"[..20];

    [Fact]
    public async Task A_list_that_loses_more_than_a_third_needs_to_be_confirmed()
    {
        var client = service.AsAssociation(association);
        await client.PutAsync($"/api/v1/associations/{association}/members", Csv("orgnr;namn\n556177-7631;Ett\n556012-5790;Två\n556036-0793;Tre\n"));
        var short_ = Csv("Organisationsnummer;Företag\n556177-7631;Höjden Industriservice & Co AB\n");

        (await client.PutAsync($"/api/v1/associations/{association}/members", short_)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var confirmed = await client.PutAsync($"/api/v1/associations/{association}/members?confirm=true", Csv("Organisationsnummer;Företag\n556177-7631;Höjden Industriservice & Co AB\n"));
        (await BodyAsync(confirmed))["members"]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]
    [InlineData("utf-8", false, ';', "Organisationsnummer;Företag;E-post;Telefon")]
    [InlineData("utf-8", true, ',', "email,company,orgnr,phone")]
    [InlineData("utf-16", true, '\t', "Telefon\tNamn\tE-post\tOrg.nr")]
    [InlineData("latin1", false, ';', "Företag;Organisationsnummer;Epost;Telefon")]
    public async Task A_list_is_read_whatever_its_encoding_separator_headers_and_order(string encodingName, bool mark, char separator, string header)
    {
        var encoding = Encoding.GetEncoding(encodingName);
        var values = header.Split(separator).Select(column => column.ToLowerInvariant() switch
        {
            "organisationsnummer" or "orgnr" or "org.nr" => "556177-7631",
            "telefon" or "phone" => "0302-52 20 00",
            "företag" or "company" or "namn" => "Åkeri Ö & Söner",
            _ => "Info@Åkeri.se",
        });
        byte[] file = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes($"{header}\r\n{string.Join(separator, values)}\r\n")];
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };

        var answer = await BodyAsync(await service.AsAssociation(association).PutAsync($"/api/v1/associations/{association}/members", content));

        answer["refused"]!.AsArray().ShouldBeEmpty();
        var member = (await service.AsAssociation(association).GetFromJsonAsync<JsonNode>($"/api/v1/associations/{association}/members"))!["items"]![0]!;
        (member["name"]!.GetValue<string>(), member["email"]!.GetValue<string>(), member["phone"]!.GetValue<string>())
            .ShouldBe(("Åkeri Ö & Söner", "info@xn--keri-poa.se", "+46302522000"));
    }

    [Fact]
    public async Task A_dry_run_tells_what_a_push_would_do_and_does_nothing()
    {
        var client = service.AsAssociation(association);
        var list = "Organisationsnummer;Företag\n556177-7631;Höjden\n556177-7631;Höjden igen\n12;Fel\n";

        var answer = await BodyAsync(await client.PutAsync($"/api/v1/associations/{association}/members?dryRun=true", Csv(list)));

        (answer["added"]!.GetValue<int>(), answer["members"]!.GetValue<int>()).ShouldBe((1, 1));
        answer["refused"]!.AsArray().Select(row => row!["row"]!.GetValue<int>()).ShouldBe([3, 4]);
        (await client.GetFromJsonAsync<JsonNode>($"/api/v1/associations/{association}/members"))!["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_refused_in_a_new_list_has_not_left_and_who_is_missing_has()
    {
        var client = service.AsAssociation(association);
        await client.PutAsync($"/api/v1/associations/{association}/members", Csv("orgnr;namn\n556177-7631;Ett\n556012-5790;Två\n556036-0793;Tre\n"));

        var answer = await BodyAsync(await client.PutAsync($"/api/v1/associations/{association}/members", Csv("orgnr;namn;epost\n556177-7631;Ett nytt;\n556012-5790;Två;ingen adress\n")));

        (answer["changed"]!.GetValue<int>(), answer["removed"]!.GetValue<int>(), answer["members"]!.GetValue<int>()).ShouldBe((1, 1, 2));
        var history = (await client.GetFromJsonAsync<JsonArray>($"/api/v1/associations/{association}/members/history"))!;
        history.Select(push => (push!["by"]!.GetValue<string>(), push["added"]!.GetValue<int>(), push["removed"]!.GetValue<int>()))
            .ShouldBe([(association, 0, 1), (association, 3, 0)]);

        var latest = await client.GetAsync($"/api/v1/associations/{association}/members/history?limit=1");
        (await latest.Content.ReadFromJsonAsync<JsonArray>())!.ShouldHaveSingleItem()!.ToJsonString().ShouldBe(history[0]!.ToJsonString());
        var earlier = await client.GetAsync(latest.NextPart());
        (await earlier.Content.ReadFromJsonAsync<JsonArray>())!.ShouldHaveSingleItem()!.ToJsonString().ShouldBe(history[1]!.ToJsonString());
        earlier.Headers.Contains("Link").ShouldBeFalse();
    }

    [Fact]
    public async Task Changes_leave_the_others_in_the_list()
    {
        var client = service.AsAssociation(association);
        await client.PutAsync($"/api/v1/associations/{association}/members", Csv("orgnr;namn\n556177-7631;Ett\n556012-5790;Två\n"));

        var answer = await BodyAsync(await client.PatchAsJsonAsync(
            $"/api/v1/associations/{association}/members", new[] { new { organisationNumber = "5560360793", name = "Tre" } }));

        (answer["added"]!.GetValue<int>(), answer["removed"]!.GetValue<int>(), answer["members"]!.GetValue<int>()).ShouldBe((1, 0, 3));
    }

    [Fact]
    public async Task Two_pushes_at_once_are_taken_one_after_the_other()
    {
        var client = service.AsAssociation(association);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => client.PatchAsJsonAsync(
            $"/api/v1/associations/{association}/members", new[] { new { organisationNumber = "5560360793", name = $"Namn {i}" } })));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        var bodies = await Task.WhenAll(answers.Select(BodyAsync));
        bodies.Sum(body => body["added"]!.GetValue<int>()).ShouldBe(1);
        bodies.ShouldAllBe(body => body["members"]!.GetValue<int>() == 1);
    }

    [Fact]
    public async Task An_association_sees_and_changes_only_its_own_members()
    {
        var naringsliv = service.AsAssociation("another");
        (await naringsliv.PutAsync($"/api/v1/associations/{association}/members", Csv("orgnr;namn\n"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await naringsliv.GetAsync($"/api/v1/associations/{association}/members")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static StringContent Csv(string text) => new(text, Encoding.UTF8, "text/csv");

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length > 0 ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{answer.StatusCode} without a body");
    }
}
