using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Members;

/// <summary>Member lists as spreadsheets, browsers and other systems write them, pushed to the service itself.</summary>
public sealed class ReadingMemberFiles : IClassFixture<RunningRegistration>
{
    private const string Csv = "text/csv";
    private const string Excel = "application/vnd.ms-excel";
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Json = "application/json";
    private const string Known = "Organisationsnummer;Företag;E-post;Telefon;Språk;Anställda\n556177-7631;Ett;ett@example.se;0302-52 20 00;en;12\n";

    private readonly RunningService service;
    private readonly HttpClient association;

    /// <summary>Of an association of the test's own.</summary>
    private readonly string path;

    public ReadingMemberFiles(RunningRegistration running)
    {
        service = running.Service;
        var name = $"a{Guid.NewGuid():N}"[..20];
        association = service.AsAssociation(name);
        path = $"/api/v1/associations/{name}/members";
    }

    [Fact]
    public async Task A_cell_of_several_lines_moves_no_other_cell()
    {
        await PushAsync(Known);

        var answer = await PushAsync(
            "Organisationsnummer;Företag;Adress;E-post;Telefon\r\n556177-7631;Ett;\"Storgatan 1\r\n443 30 Lerum\";ett@example.se;0302-52 20 00\r\n"
            + "556012-5790;\"Två \"\"den andra\"\";\n AB\";\"Box 2\n443 31 Lerum\";tva@example.se;070-123 45 67\r\n556012-5791;Fel;;;\r\n");

        RefusedIn(answer).ShouldBe([(4, "organisationNumber")], "each row of several lines counts as one, as in the spreadsheet");
        UnknownIn(answer).ShouldBe(["Adress"]);
        (await MembersAsync()).ShouldBe(
            ["556177-7631|Ett|ett@example.se|+46302522000|en|12", "556012-5790|Två \"den andra\"; AB|tva@example.se|+46701234567|sv|"], ignoreOrder: true);
    }

    [Fact]
    public async Task Headers_of_ones_own_are_said_once_and_read_by_every_push_after_it()
    {
        const string Own = "Kundnr;Kund;Namn;Kontakt-post\n556177-7631;Ett;Anna Ek;ett@example.se\n";
        object columns = new { columns = new Dictionary<string, string> { ["Kundnr"] = "organisationNumber", ["kund"] = "name", ["KONTAKTPOST"] = "email" } };
        (await association.PutAsync($"{path}/columns", System.Net.Http.Json.JsonContent.Create(new { columns = new Dictionary<string, string> { ["Kundnr"] = "number" } })))
            .StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        for (var i = 0; i < 2; i++)
        {
            (await association.PutAsync($"{path}/columns", System.Net.Http.Json.JsonContent.Create(columns))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        UnknownIn(await PushAsync(Own)).ShouldBe(["Namn"], "what somebody said goes before what all know");
        (await MembersAsync()).ShouldBe(["556177-7631|Ett|ett@example.se||sv|"]);
        ((string?)JsonNode.Parse(await association.GetStringAsync($"{path}/columns"))!["columns"]!["Kundnr"]).ShouldBe("organisationNumber");
        UnknownIn(await PushAsync(Known)).ShouldBeEmpty();
        (await service.AsAssociation("handel").GetAsync($"{path}/columns")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_spoils_its_own_row_and_its_company_has_not_left()
    {
        await PushAsync("orgnr;namn;epost\n556177-7631;Ett;ett@example.se\n556012-5790;Två;tva@example.se\n556036-0793;Tre;tre@example.se\n");

        var answer = await PushAsync("orgnr;namn;epost\n556177-7631;Ett;ett@example.se\n556012-5790;\"Två;tva@example.se\n556036-0793;Tre igen;tre@example.se\n");

        RefusedIn(answer).ShouldBe([(3, "row")]);
        var refused = answer["refused"]![0]!;
        (Text(refused, "value"), Text(refused, "reason")).ShouldBe(("556012-5790;\"Två;tva@example.se", "Ett citattecken avslutas aldrig."));
        (await MembersAsync()).ShouldBe(
            ["556177-7631|Ett|ett@example.se||sv|", "556012-5790|Två|tva@example.se||sv|", "556036-0793|Tre igen|tre@example.se||sv|"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(Workbook)]
    [InlineData(Excel)]
    [InlineData(Csv)]
    public async Task A_workbook_is_read_whatever_type_it_is_sent_as_and_numbers_are_what_they_were(string mediaType)
    {
        var file = Workbooks.Of(
            [],
            ["Org nr", "Företagsnamn", "Telefonnummer", "Antal anställda", "E-postadress", "Kommentar"],
            [5561777631, "Åkeri Ö & Söner", 302522000, 12, "info@åkeri.se", "Storgatan 1\n443 30 Lerum"],
            ["556012-5790", "Två", "0701234567", null, null, null],
            [101019875d, "Född 1901", null, 1, null, null],
            [5.56e9, "Kortad", null, null, null, null]);

        var answer = await PushAsync(file, mediaType);

        RefusedIn(answer).ShouldBe([(6, "organisationNumber")]);
        UnknownIn(answer).ShouldBe(["Kommentar"]);
        (await MembersAsync()).ShouldBe(
            ["556177-7631|Åkeri Ö & Söner|info@xn--keri-poa.se|+46302522000|sv|12", "556012-5790|Två||+46701234567|sv|", "0101**-****|Född 1901|||sv|1"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_number_that_text_has_with_an_exponent_is_read_where_it_has_all_its_digits()
    {
        var answer = await PushAsync("orgnr;namn;telefon\n5,561777631E+09;Ett;7,01234567E+08\n5,56E+09;Kort;\n556012-5790;Två;4,67E+10\n");

        RefusedIn(answer).ShouldBe([(3, "organisationNumber"), (4, "phone")]);
        Text(answer["refused"]![0]!, "reason").ShouldStartWith("Kalkylprogrammet har kortat numret");
        (await MembersAsync()).ShouldBe(["556177-7631|Ett||+46701234567|sv|"]);
    }

    [Theory]
    [InlineData("Organisationsnummer;Företag\n556177-7631;Ett\n", Csv, "ett@example.se|+46302522000|en|12")]
    [InlineData("Organisationsnummer;Företag;E-post\n556177-7631;Ett;\n", Csv, "|+46302522000|en|12")]
    [InlineData("Organisationsnummer;Företag;Telefon;Anställda\n556177-7631;Ett;;\n", Csv, "ett@example.se||en|")]
    [InlineData("Organisationsnummer;Företag;E-post;Telefon\n556177-7631;Ett\n", Csv, "ett@example.se|+46302522000|en|12")]
    [InlineData("""[{ "organisationNumber": "5561777631", "name": "Ett" }]""", Json, "ett@example.se|+46302522000|en|12")]
    [InlineData("""[{ "organisationNumber": "5561777631", "name": "Ett", "email": null, "phone": "" }]""", Json, "||en|12")]
    public async Task What_is_not_there_changes_nothing_and_what_is_empty_takes_away(string list, string mediaType, string expected)
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Patch])
        {
            await PushAsync(Known);

            var answer = await PushAsync(Encoding.UTF8.GetBytes(list), mediaType, method);

            RefusedIn(answer).ShouldBeEmpty();
            (await MembersAsync()).ShouldBe([$"556177-7631|Ett|{expected}"], method.Method);
        }
    }

    [Fact]
    public async Task A_workbook_without_a_column_changes_nothing_there_and_a_row_that_ends_early_empties_its_last_cells()
    {
        await PushAsync(Known);

        await PushAsync(Workbooks.Of(["Organisationsnummer", "Företag", "Antal anställda"], [5561777631, "Ett", null], [5560125790, "Två", 3]), Workbook);
        (await MembersAsync()).ShouldBe(
            ["556177-7631|Ett|ett@example.se|+46302522000|en|", "556012-5790|Två|||sv|3"], ignoreOrder: true, customMessage: "spreadsheets keep no empty cells");
    }

    [Theory]
    [InlineData("Organisationsnummer;Företag;E-post;Telefon;Anställda")]
    [InlineData("Org nr;Företagsnamn;E-postadress;Telefonnummer;Antal anställda")]
    [InlineData("Org.nr;FÖRETAG;Mail;Mobil;Medarbetare")]
    [InlineData("orgnummer;bolag;mejl;Tel.;anställda")]
    [InlineData("Organisation number;Company name;E-mail;Phone number;Number of employees")]
    [InlineData("organisationNumber;name;email;phone;employees")]
    public async Task The_usual_spellings_of_headers_are_known(string header)
    {
        var answer = await PushAsync($"{header}\n556177-7631;Ett;ett@example.se;0302-52 20 00;12\n");

        UnknownIn(answer).ShouldBeEmpty();
        (await MembersAsync()).ShouldBe(["556177-7631|Ett|ett@example.se|+46302522000|sv|12"]);
    }

    [Fact]
    public async Task A_header_that_nobody_knows_is_told_by_name_and_takes_nothing_away()
    {
        await PushAsync(Known);

        var csv = await PushAsync("Organisationsnummer;Företag;Elektronisk adress;Fax\n556177-7631;Ett;ny@example.se;0302-1\n");
        var json = await PushAsync(Encoding.UTF8.GetBytes("""[{ "organisationNumber": "5561777631", "name": "Ett", "fax": "0302-1" }]"""), Json);

        UnknownIn(csv).ShouldBe(["Elektronisk adress", "Fax"], ignoreOrder: true);
        UnknownIn(json).ShouldBe(["fax"]);
        (await MembersAsync()).ShouldBe(["556177-7631|Ett|ett@example.se|+46302522000|en|12"]);
    }

    [Fact]
    public async Task A_needed_header_that_is_missing_is_told_with_those_that_were_found_and_nobody_leaves()
    {
        await PushAsync(Known);
        foreach (var file in (byte[][])[Encoding.UTF8.GetBytes("Företag;Nummer\nEtt;556177-7631\n"), Workbooks.Of(["Företag", "Nummer"], ["Ett", 5561777631])])
        {
            using var answer = await SendAsync(file, Excel, HttpMethod.Put);

            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            var body = await BodyAsync(answer);
            body["errors"]!["organisationNumber"]![0]!.GetValue<string>().ShouldBe("Kolumnen saknas. Filen har: Företag, Nummer.");
            body["headers"]!.AsArray().Select(header => header!.GetValue<string>()).ShouldBe(["Företag", "Nummer"]);
        }

        (await MembersAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("\n\r\norgnr,namn\n556177-7631,Ett\n12,Fel\n", Csv, 5)]
    [InlineData("sep=;\norgnr;namn,\n556177-7631;Ett\n12;Fel\n", Csv, 3)]
    [InlineData("sep=;\r\n;;\r\norgnr;namn\r\n556177-7631;Ett\r\n12;Fel\r\n", Excel, 4)]
    [InlineData("orgnr\tnamn\n556177-7631\tEtt\n12\tFel\n", Excel, 3)]
    [InlineData("orgnr\tnamn\n556177-7631\tEtt\n12\tFel\n", "text/tab-separated-values; charset=utf-8", 3)]
    public async Task What_spreadsheets_write_before_the_header_is_read_over(string list, string mediaType, int refused)
    {
        var answer = await PushAsync(Encoding.UTF8.GetBytes(list), mediaType);

        RefusedIn(answer).ShouldBe([(refused, "organisationNumber")]);
        (await MembersAsync()).ShouldBe(["556177-7631|Ett|||sv|"]);
    }

    [Fact]
    public async Task A_value_of_a_wrong_type_refuses_its_own_row()
    {
        await PushAsync(Known);

        var answer = await PushAsync(Encoding.UTF8.GetBytes(
            """
            [
              { "organisationNumber": "5561777631", "name": "Ett nytt", "employees": "många" },
              { "organisationNumber": 5560125790, "name": "Två" },
              { "organisationNumber": "5560360793", "name": { "sv": "Tre" } },
              "fyra", null, [],
              { "organisationNumber": "5560125790", "name": "\ud83d" },
              { "organisationNumber": "5560160680", "name": "Åtta", "employees": 8 }
            ]
            """), Json);

        RefusedIn(answer).ShouldBe(
        [
            (1, "employees"), (2, "organisationNumber"), (3, "name"), (4, "row"), (5, "row"), (6, "row"), (7, "name"),
        ]);
        (await MembersAsync()).ShouldBe(
            ["556177-7631|Ett|ett@example.se|+46302522000|en|12", "556016-0680|Åtta|||sv|8"], ignoreOrder: true, customMessage: "who was refused has not left");
    }

    [Theory]
    [InlineData("556177–7631", "070-123 45 67 (mobil)")]
    [InlineData("556177\u20117631", "070\u2011123\u00A045\u00A067")]
    [InlineData("5561 77 - 7631", "Mobil: 070 123 45 67")]
    [InlineData("SE556177763101", "+46 (0)70-123 45 67")]
    [InlineData("Org.nr: 165561777631", "0046701234567")]
    public async Task Numbers_are_read_as_a_person_would_read_them(string number, string phone)
    {
        await PushAsync("orgnr;namn\n556177-7631;Ett\n");

        var answer = await PushAsync($"orgnr;namn;telefon\n{number};Ett;{phone}\n");

        (RefusedIn(answer).Count, answer["changed"]!.GetValue<int>(), answer["added"]!.GetValue<int>()).ShouldBe((0, 1, 0), "it is the same company");
        (await MembersAsync()).ShouldBe(["556177-7631|Ett||+46701234567|sv|"]);
    }

    [Fact]
    public async Task A_number_that_is_none_says_why()
    {
        var answer = await PushAsync("orgnr;namn;telefon\n556177-7632;Ett;\n55617A-7631;Två;\n556012-5790;Tre;070-123 45 67 eller 0302-52 20 00\nSE5561777631;Fyra;\n");

        answer["refused"]!.AsArray().Select(row => Text(row!, "reason").Split(':', ';', '.')[0]).ShouldBe(
        [
            "Kontrollsiffran (den sista) stämmer inte med de andra",
            "Ett organisationsnummer är tio siffror, som 556177-7631",
            "Flera telefonnummer",
            "Ett svenskt momsregistreringsnummer är SE, tio siffror och 01",
        ]);
    }

    [Theory]
    [InlineData("application/vnd.ms-excel", "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1", HttpStatusCode.BadRequest)]
    [InlineData(Workbook, "PK\u0003\u0004\u0000\u0001", HttpStatusCode.BadRequest)]
    [InlineData(Csv, "orgnr;\"namn\n556177-7631;Ett\n", HttpStatusCode.BadRequest)]
    [InlineData(Csv, "", HttpStatusCode.BadRequest)]
    [InlineData(Json, "[{\"organisationNumber\":\"5561777631\",\"name\":\"Ett\"}", HttpStatusCode.BadRequest)]
    [InlineData(Json, "{}", HttpStatusCode.BadRequest)]
    [InlineData("application/xml", "<a/>", HttpStatusCode.UnsupportedMediaType)]
    public async Task What_is_no_list_is_refused_whole_and_nobody_leaves(string mediaType, string file, HttpStatusCode expected)
    {
        await PushAsync(Known);

        using var answer = await SendAsync(Encoding.Latin1.GetBytes(file), mediaType, HttpMethod.Put);

        answer.StatusCode.ShouldBe(expected, await answer.Content.ReadAsStringAsync());
        (await MembersAsync()).ShouldBe(["556177-7631|Ett|ett@example.se|+46302522000|en|12"]);
    }

    private Task<JsonNode> PushAsync(string csv) => PushAsync(Encoding.UTF8.GetBytes(csv), Csv);

    private async Task<JsonNode> PushAsync(byte[] file, string mediaType, HttpMethod? method = null)
    {
        using var answer = await SendAsync(file, mediaType, method ?? HttpMethod.Put);
        var body = await BodyAsync(answer);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, body.ToJsonString());
        return body;
    }

    private async Task<HttpResponseMessage> SendAsync(byte[] file, string mediaType, HttpMethod method)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = new ByteArrayContent(file) { Headers = { ContentType = MediaTypeHeaderValue.Parse(mediaType) } };
        return await association.SendAsync(request);
    }

    /// <summary>All that is known of each.</summary>
    private async Task<IReadOnlyList<string>> MembersAsync() =>
        [.. (await BodyAsync(await association.GetAsync(path)))["items"]!.AsArray().Select(member => string.Join(
            '|', ((string[])["organisationNumber", "name", "email", "phone", "language", "employees"]).Select(part => member![part]?.ToString())))];

    private static List<(int Row, string Column)> RefusedIn(JsonNode answer) =>
        [.. answer["refused"]!.AsArray().Select(row => (row!["row"]!.GetValue<int>(), Text(row, "column")))];

    private static List<string> UnknownIn(JsonNode answer) => [.. answer["unknownColumns"]!.AsArray().Select(name => name!.GetValue<string>())];

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
}
