using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Participation;
using BusinessFocus.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Participation;

/// <summary>What others hear of the companies of a register that were met, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class TellingOfMetCompanies : IAsyncLifetime
{
    private const string Path = "/api/v1/municipalities/lerum/companies";
    private const string Register = "orgnr;namn;ort;anställda\n556177-7631;Kom AB;Floda;5\n556012-5790;Besökt AB;Floda;70\n556036-0793;Aldrig AB;Lerum;0\n";

    private readonly EditionId edition = EditionId.New();
    private readonly List<TellParticipation> counts = [];
    private RunningService service = null!;
    private HttpClient organiser = null!;

    public async ValueTask InitializeAsync()
    {
        service = await RunningService.StartAsync<Program>("registration", new Dictionary<string, string?> { ["Municipality"] = "lerum" });
        organiser = service.As(Roles.Organiser);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var each in counts)
        {
            await each.StopAsync(CancellationToken.None);
            each.Dispose();
        }

        await service.DisposeAsync();
    }

    [Fact]
    public async Task It_is_told_once_however_many_instances_count_and_again_when_a_register_or_a_visit_comes_late()
    {
        await using var other = await service.StartAnotherAsync<Program>();
        var seminar = await ReleaseAsync(ActivityKind.Seminar);
        await CameAsync(seminar, "556177-7631");
        await CountAsync(service, other);

        await PushAsync(Register);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => CountAsync(service, other)));
        var first = await service.Bus.NextAsync<MetCompaniesCounted>(each => each.EditionId == edition);
        first.Version.ShouldBe(1, "without a register there was nothing to tell");
        first.Rows[0].ShouldBe(new MetCompaniesCount("total", null, new MetNumbers(3, 1, 2, 1), null));
        first.Rows.Single(row => row.Group == "Floda").Numbers.ShouldBe(new MetNumbers(2, 1, 1, 1));

        // Which company it was is said after the visit took place, of which no check-in tells.
        var visit = await ReleaseAsync(ActivityKind.CompanyVisit);
        (await organiser.PutAsJsonAsync($"/api/v1/activities/{visit}/visited-company", new { name = "BESÖKT AB" })).EnsureSuccessStatusCode();
        await PushAsync(Register);
        await CountAsync(other, service);
        var second = await service.Bus.NextAsync<MetCompaniesCounted>(each => each.EditionId == edition && each.Rows[0].Numbers.Met == 2);
        second.Version.ShouldBe(2, "the same register again is no news");
        second.Rows[0].Numbers.ShouldBe(new MetNumbers(3, 2, 1, 2));

        var figures = (await organiser.GetFromJsonAsync<JsonNode>($"{Path}/figures"))!["rows"]!.AsArray();
        foreach (var row in second.Rows)
        {
            var same = figures.Single(each => (string?)each!["area"] == (row.By == "area" ? row.Group : null) && (string?)each["size"] == (row.By == "size" ? row.Group : null))!;
            ((int)same["companies"]!, (int)same["met"]!, (int)same["neverMet"]!).ShouldBe((row.Numbers.Companies, row.Numbers.Met, row.Numbers.NeverMet), row.Group);
        }
    }

    [Fact]
    public async Task What_it_was_counted_from_is_another_when_a_register_or_a_visited_company_is()
    {
        var visit = await ReleaseAsync(ActivityKind.CompanyVisit);
        var stored = service.Services.GetRequiredService<StoredEditions>();
        var (_, before) = await stored.VersionAsync(CancellationToken.None);
        (await stored.VersionAsync(CancellationToken.None)).Version.ShouldBe(before);

        await PushAsync(Register);
        var (_, pushed) = await stored.VersionAsync(CancellationToken.None);
        pushed.ShouldNotBe(before);
        foreach (var name in (string[])["Fel AB", "Besökt AB"])
        {
            (await organiser.PutAsJsonAsync($"/api/v1/activities/{visit}/visited-company", new { name })).EnsureSuccessStatusCode();
            var (_, said) = await stored.VersionAsync(CancellationToken.None);
            said.ShouldNotBe(pushed, name);
            pushed = said;
        }
    }

    /// <summary>As each instance does twice a minute, at once.</summary>
    private Task CountAsync(params RunningService[] instances)
    {
        var counting = instances.Select(each => ActivatorUtilities.CreateInstance<TellParticipation>(each.Services)).ToList();
        counts.AddRange(counting);
        return Task.WhenAll(counting.Select(each => each.StartAsync(CancellationToken.None)));
    }

    private async Task<ActivityId> ReleaseAsync(ActivityKind kind)
    {
        var activity = Given.Released(ActivityId.New(), capacity: 20) with
        {
            EditionId = edition,
            Municipality = "lerum",
            Kind = kind,
            StartsAt = DateTimeOffset.UtcNow.AddHours(-2),
            EndsAt = kind == ActivityKind.CompanyVisit ? DateTimeOffset.UtcNow.AddHours(-1) : DateTimeOffset.UtcNow.AddHours(1),
        };
        await service.Bus.PublishAsync(new ActivityReleased(activity));
        await Eventually.TrueAsync(async () =>
        {
            await using var reads = service.Store.QuerySession();
            return await reads.LoadAsync<Registration.Seats.ActivityEntry>(activity.Id) is not null;
        });
        return activity.Id;
    }

    private async Task CameAsync(ActivityId activity, string organisationNumber) =>
        (await organiser.PostAsJsonAsync($"/api/v1/activities/{activity}/walk-ins", new { seats = 1, company = new { organisationNumber } })).EnsureSuccessStatusCode();

    private async Task PushAsync(string csv)
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        (await organiser.PutAsync(Path, content)).EnsureSuccessStatusCode();
    }
}
