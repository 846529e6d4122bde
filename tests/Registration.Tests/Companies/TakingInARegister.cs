using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Tables;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Companies;

/// <summary>The forms that registers come in, and the forms that companies write their numbers in, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class TakingInARegister : IAsyncLifetime
{
    private const string Path = "/api/v1/municipalities/lerum/companies";
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private RunningService service = null!;
    private HttpClient organiser = null!;

    public async ValueTask InitializeAsync()
    {
        service = await RunningService.StartAsync<Program>("registration", new Dictionary<string, string?> { ["Municipality"] = "lerum" });
        organiser = service.As(Roles.Organiser);
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_company_is_one_in_whatever_form_its_number_is_written()
    {
        var answer = await PushAsync(Encoding.UTF8.GetBytes(
            "orgnr;namn\n556177-7631;Kom AB\n5561777631;Kom AB igen\n165561777631;Kom AB en gång till\n811218-9876;Enskild\n198112189876;Enskild igen\n"), TableRequests.Csv);
        answer["companies"]!.GetValue<int>().ShouldBe(2);
        answer["refused"]!.AsArray().Select(row => (row!["row"]!.GetValue<int>(), (string?)row["column"])).ShouldBe([(3, "organisationNumber"), (4, "organisationNumber"), (6, "organisationNumber")]);
        answer.ToJsonString().ShouldNotContain("9876");

        var again = await PushAsync(Encoding.UTF8.GetBytes("orgnr;namn\nSE556177763101;Kom AB\n8112189876;Enskild\n"), TableRequests.Csv);
        again["unchanged"]!.GetValue<int>().ShouldBe(2, "other forms of the same numbers");

        var seminar = await ReleaseAsync();
        foreach (var company in (object[])[
            new { organisationNumber = "5561777631" }, new { organisationNumber = "SE556177763101" }, new { name = "kom ab" },
            new { organisationNumber = "19811218-9876" }, new { organisationNumber = "8112189876" }])
        {
            (await organiser.PostAsJsonAsync($"/api/v1/activities/{seminar}/walk-ins", new { company })).EnsureSuccessStatusCode();
        }

        var total = (await organiser.GetFromJsonAsync<JsonNode>($"{Path}/figures"))!["rows"]![0]!;
        ((int)total["companies"]!, (int)total["met"]!).ShouldBe((2, 2));
        (await organiser.GetFromJsonAsync<JsonNode>(Path))!["total"]!.GetValue<int>().ShouldBe(2, "those who came are the two of the register");
    }

    [Fact]
    public async Task A_workbook_is_a_register_as_a_table_of_text_is()
    {
        var answer = await PushAsync(
            Workbooks.Of(
                ["PeOrgNr", "Företagsnamn", "Besöksadress", "Postnummer", "Postort", "Anställda"],
                [5561777631, "Kom AB", "Storgatan 1", 44330, "FLODA", 7],
                ["811218-9876", "Enskild", null, null, null, "0"],
                [165560125790, "Stora AB", null, "443 60", "Stenkullen", "200-499"],
                ["556036-0793", "Dag AB", null, null, null, new DateTime(2026, 9, 5)]),
            Workbook);
        answer["companies"]!.GetValue<int>().ShouldBe(3);
        var refused = answer["refused"]!.AsArray().ShouldHaveSingleItem()!;
        ((int)refused["row"]!, (string?)refused["column"]).ShouldBe((5, "employees"), "a spreadsheet makes a day of 5-9, and no year is a number of people");

        var companies = (await organiser.GetFromJsonAsync<JsonNode>(Path))!["items"]!.AsArray();
        companies.Select(each => $"{each!["organisationNumber"]} {each["name"]} {each["postalCode"]} {each["area"]} {each["employees"]} {each["size"]}").Order(StringComparer.Ordinal).ShouldBe(
            ["556012-5790 Stora AB 443 60 Stenkullen 200 medium", "556177-7631 Kom AB 44330 Floda 7 micro", "8112**-**** Enskild   0 sole"]);

        var fromText = await PushAsync(Encoding.UTF8.GetBytes("orgnr;namn;anställda\n556177-7631;Kom AB;05-sep\n556012-5790;Stora AB;500+ anställda\n811218-9876;Enskild;0\n"), TableRequests.Csv);
        ((int)fromText["changed"]!, fromText["refused"]!.AsArray().Count).ShouldBe((1, 1));
    }

    private async Task<JsonNode> PushAsync(byte[] file, string type)
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        return (await (await organiser.PutAsync(Path, content)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private async Task<ActivityId> ReleaseAsync()
    {
        var activity = Given.Released(ActivityId.New(), capacity: 20) with
        {
            Municipality = "lerum",
            StartsAt = DateTimeOffset.UtcNow.AddMinutes(-30),
            EndsAt = DateTimeOffset.UtcNow.AddHours(1),
        };
        await service.Bus.PublishAsync(new ActivityReleased(activity));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{activity.Id}/availability")).IsSuccessStatusCode);
        return activity.Id;
    }
}
