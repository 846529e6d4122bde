using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using BusinessFocus.Testing;

namespace BusinessFocus.EndToEnd.Tests.Jobs;

/// <summary>An edition of its own, in October 2027 if nothing else is said, as an organiser plans it for a journey.</summary>
internal sealed class PlannedEdition
{
    private readonly Festival festival;

    private PlannedEdition(Festival festival, string id) => (this.festival, Id) = (festival, id);

    public string Id { get; }

    public string Path => $"/api/v1/editions/{Id}";

    public static async Task<PlannedEdition> NewAsync(Festival festival, string slug, DateOnly? startsOn = null, string? municipality = null)
    {
        var first = startsOn ?? new DateOnly(2027, 10, 4);
        return new(festival, (await festival.Organiser.PostAsync(
            "/api/v1/editions", new { slug, name = new { sv = slug, en = slug }, startsOn = first, endsOn = first.AddDays(11), municipality }, HttpStatusCode.Created)).Text("id"));
    }

    public async Task<string> HostAsync(string name, string email) =>
        (await festival.Organiser.PostAsync($"{Path}/hosts", new { name, email }, HttpStatusCode.Created)).Text("id");

    /// <summary>Slots of half an hour on 6 October.</summary>
    /// <param name="from">In Sweden, as <c>09:00</c>.</param>
    public Task<string[]> SlotsAsync(string host, string from, string to, string topic) => SlotsAsync(
        host, DateTimeOffset.Parse($"2027-10-06T{from}:00+02:00", CultureInfo.InvariantCulture), DateTimeOffset.Parse($"2027-10-06T{to}:00+02:00", CultureInfo.InvariantCulture), topic);

    /// <summary>Slots of half an hour.</summary>
    public async Task<string[]> SlotsAsync(string host, DateTimeOffset startsAt, DateTimeOffset endsAt, string topic) =>
        [.. (await festival.Organiser.PostAsync(
            $"{Path}/open-house",
            new { hostId = host, startsAt, endsAt, slotMinutes = 30, topics = new[] { topic } },
            HttpStatusCode.Created))["slots"]!.AsArray().Select(slot => slot!.Text("id"))];

    /// <param name="startsAt">In Sweden, as <c>2027-10-05T16:00</c>; it takes an hour.</param>
    public async Task<string> SeminarAsync(string title, string startsAt, int seats = 20, string[]? topics = null) => (await festival.Organiser.PostAsync(
        $"{Path}/activities",
        new
        {
            kind = "seminar",
            title = new { sv = title, en = title },
            startsAt = $"{startsAt}:00+02:00",
            endsAt = $"{DateTime.Parse(startsAt, CultureInfo.InvariantCulture).AddHours(1):yyyy-MM-ddTHH:mm}:00+02:00",
            capacity = seats,
            topics = topics ?? [],
        },
        HttpStatusCode.Created)).Text("id");

    public async Task<string> ActivityAsync(string kind, string title, DateTimeOffset startsAt, DateTimeOffset endsAt, int seats = 20) => (await festival.Organiser.PostAsync(
        $"{Path}/activities", new { kind, title = new { sv = title, en = title }, startsAt, endsAt, capacity = seats }, HttpStatusCode.Created)).Text("id");

    /// <summary>All that is planned, and until these can be registered for.</summary>
    public async Task ReleaseAsync(params string[] activities)
    {
        await festival.Organiser.PostAsync($"{Path}/releases", new { note = "" }, HttpStatusCode.Created);
        foreach (var activity in activities)
        {
            await Eventually.TrueAsync(async () => (await festival.Anyone.GetAsync($"/api/v1/activities/{activity}/availability")).IsSuccessStatusCode);
        }
    }

    /// <returns>With its <c>id</c>, <c>status</c>, <c>ticket</c> and <c>manageToken</c>.</returns>
    public Task<JsonNode> RegisterAsync(string activity, string email, string? company = null, string? organisationNumber = null) => festival.Anyone.PostAsync(
        $"/api/v1/activities/{activity}/registrations",
        new
        {
            contact = new { name = email[..email.IndexOf('@', StringComparison.Ordinal)], email },
            company = company is null ? null : new { name = company, organisationNumber },
            consent = true,
        },
        HttpStatusCode.Created);

    /// <summary>The address that its holder has of a registration, with the way below it.</summary>
    public static string Link(JsonNode registration, string below = "") =>
        $"/api/v1/registrations/{registration.Text("id")}{below}?token={registration.Text("manageToken")}";
}
