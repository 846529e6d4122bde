using System.Net;
using System.Text.Json.Nodes;
using BusinessFocus.Manifest;
using BusinessFocus.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests;

/// <summary>Somebody who only asked for a visit, with no registration: asks what is known of them, and is forgotten everywhere.</summary>
public sealed class PersonalData(Festival festival)
{
    private static readonly string[] Databases = [.. Service.WithStore.Select(service => service.Name)];

    [Fact]
    public async Task Who_only_asked_for_a_visit_gets_all_that_is_known_and_is_forgotten_in_every_store()
    {
        var edition = (await festival.Organiser.PostAsync(
            "/api/v1/editions", new { slug = "forgotten-visits-2027", name = new { sv = "Besöken" }, startsOn = "2027-10-04", endsOn = "2027-10-15" }, HttpStatusCode.Created)).Text("id");
        await festival.Organiser.PostAsync($"/api/v1/editions/{edition}/open", new { }, HttpStatusCode.OK);
        var host = (await festival.Organiser.PostAsync($"/api/v1/editions/{edition}/hosts", new { name = "KSO" }, HttpStatusCode.Created)).Text("id");
        var visit = (await festival.Anyone.PostAsync(
            $"/api/v1/editions/{edition}/visit-requests",
            new
            {
                company = new { name = "Åkeriet AB" },
                contact = new { name = "Vera Vägunik", email = "Vera@Vagunik.example.", phone = "070-123 45 67 (mobil)" },
                address = new { street = "Vägen 1", area = "Gråbo" },
                consent = true,
            },
            HttpStatusCode.Created)).Text("id");

        // A receipt that the proposal overtakes on the way is not sent any more.
        await festival.Mail.NextAsync("vera@vagunik.example");
        await festival.Organiser.PostAsync(
            $"/api/v1/visit-requests/{visit}/propose",
            new { startsAt = "2027-10-07T10:00:00+02:00", endsAt = "2027-10-07T11:00:00+02:00", hostIds = new[] { host }, message = "Vi kommer gärna" },
            HttpStatusCode.OK);

        var known = await Eventually.ValueAsync(async () =>
        {
            var answer = await ExportAsync();
            return answer["letters"]!.AsArray() is { Count: 2 } letters && letters.All(letter => letter!["notification"]!.Text("state") == "accepted") ? answer : null;
        });
        known["visitRequests"]!.AsArray().ShouldHaveSingleItem()!["request"]!.Text("id").ShouldBe(visit);
        known["letters"]!.AsArray().ShouldContain(letter => letter!["notification"]!.Text("text").Contains("Vi kommer gärna"), "beside the receipt");
        (known.Text("email"), known["registrations"]!.AsArray().Count, known["followUps"]!.AsArray().Count).ShouldBe(("vera@vagunik.example", 0, 0));

        await festival.Organiser.PostAsync("/api/v1/privacy/erasure", new { email = "vera@vagunik.example" }, HttpStatusCode.OK);

        await Eventually.TrueAsync(async () => (await Task.WhenAll(Databases.Select(database => StoredAsync(database, "vagunik")))).Sum() == 0);
        var left = await ExportAsync();
        (left["visitRequests"]!.AsArray().Count, left["letters"]!.AsArray().Count).ShouldBe((0, 0));
    }

    private Task<JsonNode> ExportAsync() => festival.Organiser.PostAsync("/api/v1/privacy/export", new { email = "vera@vagunik.example" }, HttpStatusCode.OK);

    /// <summary>In events and documents; what idempotency keys and the inbox hold lives for days only.</summary>
    private async Task<long> StoredAsync(string database, string text)
    {
        await using var source = NpgsqlDataSource.Create(festival.Database(database));
        await using var count = source.CreateCommand(
            """
            select coalesce(sum((xpath('/row/n/text()', query_to_xml(
                format('select count(*) as n from %I where data::text ilike %L', table_name, '%' || $1 || '%'), false, true, '')))[1]::text::bigint), 0)::bigint
            from information_schema.columns where table_schema = 'public' and column_name = 'data' and data_type = 'jsonb'
            """);
        count.Parameters.Add(new NpgsqlParameter { Value = text });
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
