using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Participation;

/// <summary>How an edition's seats were taken day by day, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class ReadingRegistrationsByDay : IAsyncLifetime
{
    /// <summary>When the activities begin: half past midnight in Stockholm, which is the day before in UTC.</summary>
    private static readonly DateTimeOffset BeginsAt = Stockholm.At(Stockholm.DayOf(DateTimeOffset.UtcNow).AddDays(20), new TimeOnly(0, 30));

    private readonly EditionId edition = EditionId.New();
    private RunningService service = null!;
    private HttpClient organiser = null!;

    public async ValueTask InitializeAsync()
    {
        service = await RunningService.StartAsync<Program>("registration", new Dictionary<string, string?> { ["Municipality"] = "lerum" });
        organiser = service.As(Roles.Organiser);
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task Two_editions_of_a_municipality_lie_on_each_other_by_the_days_to_their_start()
    {
        var last = EditionId.New();
        var before = await ReleaseAsync(last, BeginsAt.AddDays(-364), municipality: null);
        await ReleaseAsync(EditionId.New(), BeginsAt.AddDays(-9), municipality: "ale");
        var activity = await ReleaseAsync(edition, BeginsAt);
        await RegisterAsync(before, "anna", seats: 3, daysToStart: 25, of: BeginsAt.AddDays(-364));
        await RegisterAsync(activity, "anna", seats: 2, daysToStart: 25, of: BeginsAt);
        var bo = await RegisterAsync(activity, "bo", seats: 1, daysToStart: 23, of: BeginsAt);

        var view = await ReadAsync(organiser);
        (Date(view["edition"]!["startsOn"]!), Date(view["last"]!["startsOn"]!)).ShouldBe((DayAt(0), DayAt(0).AddDays(-364)));
        ((string)view["edition"]!["id"]!, (string)view["last"]!["id"]!).ShouldBe((edition.ToString(), last.ToString()));
        Days(view["edition"]!).ShouldBe([(DayAt(25), 25, 2, 0, 2), (DayAt(24), 24, 0, 0, 2), (DayAt(23), 23, 1, 0, 3)]);
        Days(view["last"]!).ShouldBe([(DayAt(25).AddDays(-364), 25, 3, 0, 3)]);

        // What happens after a read is added to it; another instance counts all of it and comes to the same.
        (await organiser.DeleteAsync($"/api/v1/registrations/{bo}")).EnsureSuccessStatusCode();
        await StoredAtAsync(bo, "seats_cancelled", DayAt(22));
        await using var other = await service.StartAnotherAsync<Program>();
        Days((await ReadAsync(other.As(Roles.Organiser)))["edition"]!)[^1].ShouldBe((DayAt(22), 22, 0, 1, 2));
        Days((await ReadAsync(organiser))["edition"]!).Sum(day => day.Confirmed - day.GivenUp).ShouldBe(2);

        (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{last}/registrations-by-day"))!["last"].ShouldBeNull("nothing of the municipality was before it");
    }

    [Fact]
    public async Task As_a_table_it_has_a_row_for_each_number_of_days_to_the_start()
    {
        var before = await ReleaseAsync(EditionId.New(), BeginsAt.AddDays(-364));
        var activity = await ReleaseAsync(edition, BeginsAt);
        await RegisterAsync(before, "anna", seats: 3, daysToStart: -1, of: BeginsAt.AddDays(-364));
        await RegisterAsync(activity, "anna", seats: 2, daysToStart: 21, of: BeginsAt);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/editions/{edition}/registrations-by-day");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));

        using var answer = await organiser.SendAsync(request);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        answer.Headers.Vary.ShouldContain("Accept");
        Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).ShouldBe(
        [
            "daysToStart;day;confirmed;givenUp;seats;last.day;last.confirmed;last.givenUp;last.seats",
            $"21;{DayAt(21):yyyy-MM-dd};2;0;2;;;;",
            $"-1;;;;;{DayAt(-1).AddDays(-364):yyyy-MM-dd};3;0;3",
        ]);
    }

    [Fact]
    public async Task Who_came_and_is_forgotten_still_counts()
    {
        var activity = await ReleaseAsync(edition, DateTimeOffset.UtcNow.AddMinutes(-10));
        using var registered = await PostAsync(activity, "anna", seats: 2);
        var ticket = (string)(await registered.Content.ReadFromJsonAsync<JsonNode>())!["ticket"]!;
        (await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket, activityId = activity.Value })).EnsureSuccessStatusCode();
        var before = Days((await ReadAsync(organiser))["edition"]!);
        before.ShouldHaveSingleItem().Seats.ShouldBe(2);

        (await organiser.PostAsJsonAsync("/api/v1/privacy/erasure", new { email = "anna@example.se" })).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(async () => await ScalarAsync("select count(*) from mt_events where data::text like '%anna@example.se%'") is 0L);

        await using var other = await service.StartAnotherAsync<Program>();
        Days((await ReadAsync(other.As(Roles.Organiser)))["edition"]!).ShouldBe(before);
    }

    [Fact]
    public async Task There_is_none_of_an_edition_of_which_nothing_was_released()
    {
        (await organiser.GetAsync($"/api/v1/editions/{EditionId.New()}/registrations-by-day")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await organiser.GetAsync("/api/v1/editions/lerum-2027/registrations-by-day")).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "it is asked for by its id");

        await ReleaseAsync(edition, BeginsAt);
        var nobodyYet = await ReadAsync(organiser);
        Days(nobodyYet["edition"]!).ShouldBeEmpty();
        nobodyYet["last"].ShouldBeNull();
    }

    private static DateOnly DayAt(int daysToStart) => Stockholm.DayOf(BeginsAt).AddDays(-daysToStart);

    private static DateOnly Date(JsonNode node) => DateOnly.ParseExact((string)node!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static List<(DateOnly Day, int DaysToStart, int Confirmed, int GivenUp, int Seats)> Days(JsonNode of) =>
        [.. of["days"]!.AsArray().Select(day => (Date(day!["day"]!), (int)day["daysToStart"]!, (int)day["confirmed"]!, (int)day["givenUp"]!, (int)day["seats"]!))];

    private async Task<JsonNode> ReadAsync(HttpClient by) => (await by.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{edition}/registrations-by-day"))!;

    private Task<ActivityId> ReleaseAsync(EditionId of, DateTimeOffset at, string? municipality = "lerum") => service.ReleaseAsync(
        capacity: 20, like: activity => activity with { EditionId = of, StartsAt = at, EndsAt = at.AddHours(1), Municipality = municipality });

    private async Task<string> RegisterAsync(ActivityId activity, string name, int seats, int daysToStart, DateTimeOffset of)
    {
        using var answer = await PostAsync(activity, name, seats);
        var id = (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        await StoredAtAsync(id, "seats_granted", Stockholm.DayOf(of).AddDays(-daysToStart));
        return id;
    }

    private async Task<HttpResponseMessage> PostAsync(ActivityId activity, string name, int seats)
    {
        var answer = await organiser.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations",
            new { contact = new { name, email = $"{name}@example.se" }, seats, consent = true, @override = new { reason = "Test" } });
        return answer.EnsureSuccessStatusCode();
    }

    /// <summary>As if it had been stored in the first hour of that day in Stockholm, which is another day in UTC.</summary>
    private async Task StoredAtAsync(string registration, string type, DateOnly day) =>
        (await ExecuteAsync(
            $"update mt_events set timestamp = $1 where type = '{type}' and data -> 'booking' ->> 'id' = '{registration}'", Stockholm.At(day, new TimeOnly(0, 30)))).ShouldBe(1);

    private async Task<int> ExecuteAsync(string sql, DateTimeOffset at)
    {
        await using var database = NpgsqlDataSource.Create(service.ConnectionString);
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = at });
        return await command.ExecuteNonQueryAsync();
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(service.ConnectionString);
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
