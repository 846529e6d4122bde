using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;
using Microsoft.Kiota.Serialization.Json;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Organisers;

/// <summary>The companies of the register that nobody has met: what the report says of them, and the list of them.</summary>
public sealed class LookingForThoseNeverMet
{
    private static readonly MetFigures[] Figures =
    [
        Row(null, null, 40, 30), Row("Floda", null, 10, 2), Row("Lerum", null, 29, 28), Row("Tollered", null, 1, 0), Row(null, "micro", 30, 25),
        Row(null, "sole", 10, 5), Row("Floda", "sole", 10, 2), Row("Lerum", "micro", 29, 25), Row("Lerum", "sole", 3, 3),
    ];

    [Fact]
    public async Task The_report_says_it_also_where_the_client_has_no_name_for_it()
    {
        ApiClientBuilder.RegisterDefaultSerializer<JsonSerializationWriterFactory>();
        ApiClientBuilder.RegisterDefaultDeserializer<JsonParseNodeFactory>();
        var met = await MetAsync(
            """
            {"slug":"e","metCompanies":{"countedAt":"2027-10-05T10:00:00Z","editions":3,"rows":[
            {"by":"total","numbers":{"companies":9,"met":2,"neverMet":7,"firstMet":1},"last":{"companies":9,"met":1,"neverMet":8,"firstMet":1}},
            {"by":"area","group":"Floda","numbers":{"companies":1,"met":1,"neverMet":0,"firstMet":1}},
            {"by":"area","group":"Lerum","numbers":{"companies":8,"met":1,"neverMet":7,"firstMet":0}},
            {"by":"size","group":"unknown","numbers":{"companies":8,"met":1,"neverMet":7,"firstMet":0}},
            {"by":"size","group":"sole","numbers":{"companies":1,"met":1,"neverMet":0,"firstMet":1}}]}}
            """);

        (met!.Editions, met.Total.NeverMet, met.LastTotal!.NeverMet).ShouldBe((3, 7, 8));
        met.Groups.SelectMany(group => group.Rows).Select(row => row.Group).ShouldBe(["Lerum", "Floda", "sole", "unknown"]);
        (await MetAsync("""{"slug":"e"}""")).ShouldBeNull();
        (await MetAsync("""{"slug":"e","metCompanies":{"editions":3,"rows":[]}}""")).ShouldBeNull();

        static async Task<MetNow?> MetAsync(string report) => MetNow.Of((await KiotaJsonSerializer.DeserializeAsync<EditionReport>(report))!);
    }

    [Fact]
    public void Towns_and_sizes_can_be_chosen_with_how_many_each_would_show()
    {
        var all = new NeverMetList(Figures, [], NeverMetFilter.All);
        (all.Register!.Companies, all.Count).ShouldBe((40, 30));
        all.Areas.ShouldBe([("Lerum", 28), ("Floda", 2)], "nobody is left to meet in Tollered");
        all.Sizes.ShouldBe([("sole", 5), ("micro", 25)]);

        var floda = all with { Filter = NeverMetFilter.All with { Area = "floda" } };
        (floda.Count, floda.IsChosen("Floda")).ShouldBe((2, true));
        floda.Sizes.ShouldBe([("sole", 2)]);
        (all with { Filter = NeverMetFilter.All with { Size = "micro" } }).Areas.ShouldBe([("Lerum", 25)]);
        (all with { Filter = NeverMetFilter.All with { Area = "Ingenstans" } }).Count.ShouldBe(0);
        NeverMetList.Nothing.Register.ShouldBeNull();
        new NeverMetList([Row(null, null, 9_000, 2_001)], [], NeverMetFilter.All).IsTooLong.ShouldBeTrue();
    }

    [Fact]
    public void They_stand_in_the_order_that_is_chosen_in_pages()
    {
        KnownCompanyView[] companies = [Company("Örn AB", "Floda", 3), Company("Ask AB", null, null), Company("al AB", "Lerum", 40), Company("Bok AB", "Floda", 0)];
        Names(NeverMetFilter.ByName).ShouldBe(["al AB", "Ask AB", "Bok AB", "Örn AB"]);
        Names(NeverMetFilter.ByArea).ShouldBe(["Bok AB", "Örn AB", "al AB", "Ask AB"]);
        Names(NeverMetFilter.BySize).ShouldBe(["al AB", "Örn AB", "Bok AB", "Ask AB"]);

        var many = new NeverMetList(Figures, [.. Enumerable.Range(0, 130).Select(i => Company($"{i:000}", null, null))], NeverMetFilter.All with { From = 100 });
        (many.Page.Count, many.Page[0].Name).ShouldBe((30, "100"));

        IEnumerable<string?> Names(string sortBy) => new NeverMetList(Figures, companies, NeverMetFilter.All with { SortBy = sortBy }).Page.Select(company => company.Name);
    }

    [Fact]
    public void What_is_asked_for_stands_in_the_address_and_nonsense_is_left_out()
    {
        var filter = new NeverMetFilter("Ödenäs å", "sole", 5, NeverMetFilter.BySize, 100);
        var address = Some.In("sv-SE", () => filter.Address("lerum-2027"));
        address.ShouldBe("/styr/rapport/aldrig-mott?ort=%C3%96den%C3%A4s%20%C3%A5&storlek=sole&upplagor=5&ordning=storlek&fran=100&edition=lerum-2027");
        Of(address[address.IndexOf('?', StringComparison.Ordinal)..]).ShouldBe(filter);

        Of("?storlek=huge&upplagor=7&ordning=fel&fran=-3&ort=").ShouldBe(NeverMetFilter.All);
        Some.In("sv-SE", () => NeverMetFilter.All.Address(null, "/tabell")).ShouldBe("/styr/rapport/aldrig-mott/tabell");

        static NeverMetFilter Of(string query) => NeverMetFilter.Of(new DefaultHttpContext { Request = { QueryString = new QueryString(query) } }.Request.Query);
    }

    [Fact]
    public void A_register_that_is_sent_is_answered_in_one_sentence()
    {
        Some.In("sv-SE", () => RegisterForm.Said(new PushRegisterAnswer { Companies = 312, Added = 12, Changed = 1, Removed = 0, Unchanged = 299 }))
            .ShouldBe("Inläst. Registret har nu 312 företag: 12 nya, 1 ändrade, 0 borttagna.");
        Some.In("en-GB", () => RegisterForm.Said(new PushRegisterAnswer { Companies = 312, Added = 0, Changed = 0, Removed = 0, Unchanged = 312 }))
            .ShouldBe("Nothing was new. The register has 312 companies.");
        Some.In("sv-SE", () => RegisterForm.FaultOf(null)).ShouldBe("Välj filen med företagen. Den får inte vara tom.");
        Some.In("sv-SE", () => RegisterForm.FaultOf(new FormFile(Stream.Null, 0, 901 * 1024, "file", "register.csv"))).ShouldNotBeNull();
        RegisterForm.FaultOf(new FormFile(Stream.Null, 0, 900 * 1024, "file", "register.csv")).ShouldBeNull();
    }

    private static MetFigures Row(string? area, string? size, int companies, int neverMet) =>
        new() { Area = area, Size = size, Companies = companies, Met = companies - neverMet, NeverMet = neverMet };

    private static KnownCompanyView Company(string name, string? area, int? employees) => new() { Id = name, Name = name, Area = area, Employees = employees };
}
