using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Feedback.Participation;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Reports;

/// <summary>How many companies of the register were met, in an edition's report, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class ReportingMetCompanies : IAsyncLifetime
{
    private readonly EditionId edition = EditionId.New();
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync<Program>("feedback");

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task What_was_counted_last_stands_in_the_report_beside_the_last_edition_and_not_where_it_is_shared()
    {
        await ReleaseAsync(service);
        await using var other = await service.StartAnotherAsync<Program>();
        long[] versions = [3, 1, 4, 2, 4, 3];
        await Task.WhenAll(versions.Select(version => service.Bus.PublishAsync(Counted(version))));
        await ReportedAsync(service, 4);
        await service.Bus.PublishAsync(Counted(2));
        await service.Bus.PublishAsync(Counted(5));
        var shown = await ReportedAsync(other, 5);

        ((int)shown["editions"]!, (int)shown["rows"]![0]!["numbers"]!["neverMet"]!).ShouldBe((3, 95));
        ((string)shown["rows"]![1]!["group"]!, (int)shown["rows"]![1]!["last"]!["met"]!).ShouldBe(("Floda", 1));
        var organiser = service.As(Roles.Organiser);
        var csv = (await organiser.GetStringAsync(Report("?format=csv"))).Split("\r\n");
        csv[0].ShouldEndWith("metCompanies.companies;metCompanies.met;metCompanies.neverMet;metCompanies.firstMet;"
            + "metCompanies.last.companies;metCompanies.last.met;metCompanies.last.neverMet;metCompanies.last.firstMet");
        csv.ShouldContain(line => line.StartsWith("metCompanies;total;", StringComparison.Ordinal) && line.EndsWith(";100;5;95;2;;;;", StringComparison.Ordinal));
        csv.ShouldContain(line => line.StartsWith("metCompanies;area/Floda;", StringComparison.Ordinal) && line.EndsWith(";100;5;95;2;100;1;99;1", StringComparison.Ordinal));
        var page = await organiser.GetStringAsync(Report("?format=html"));
        page.ShouldContain("Företag vi aldrig mött");
        page.ShouldContain("95 (99)");

        using var link = await organiser.PostAsJsonAsync(Report("/link"), new { days = 1 });
        var address = new Uri((await link.Content.ReadFromJsonAsync<JsonNode>())!["url"]!.GetValue<string>());
        (await service.Http.GetStringAsync(address.PathAndQuery)).ShouldNotContain("Floda");

        // Where the register was taken away there is nothing to say of it.
        await service.Bus.PublishAsync(Counted(6) with { Rows = [] });
        await Eventually.TrueAsync(async () => (await organiser.GetFromJsonAsync<JsonNode>(Report()))!["metCompanies"] is null);
    }

    [Fact]
    public async Task What_was_told_while_nobody_was_there_stands_in_the_report_afterwards()
    {
        await ReleaseAsync(service);
        await service.StopAsync();
        await service.Bus.PublishAsync(Counted(2));
        await service.Bus.PublishAsync(Counted(1));

        await using var again = await service.StartAnotherAsync<Program>();
        var shown = await ReportedAsync(again, 2);
        ((int)shown["rows"]![0]!["numbers"]!["firstMet"]!).ShouldBe(2);
    }

    [Fact]
    public void An_older_one_and_the_same_again_are_no_news()
    {
        var known = EditionMetCompanies.Learn(null, Counted(2))!;
        (known.Id, known.Version, known.Editions, known.Rows.Count).ShouldBe((edition.Value, 2L, 3, 2));
        EditionMetCompanies.Learn(known, Counted(2)).ShouldBeNull();
        EditionMetCompanies.Learn(known, Counted(1)).ShouldBeNull();
        EditionMetCompanies.Learn(known, Counted(3))!.Version.ShouldBe(3);
    }

    private string Report(string more = "") => $"/api/v1/editions/{edition}/report{more}";

    /// <summary>With as many met as the version says.</summary>
    private MetCompaniesCounted Counted(long version)
    {
        var numbers = new MetNumbers(100, (int)version, 100 - (int)version, 2);
        return new(edition, EditionId.New(), 3, [new("total", null, numbers, null), new("area", "Floda", numbers, new MetNumbers(100, 1, 99, 1))], DateTimeOffset.UtcNow, version);
    }

    private Task<JsonNode> ReportedAsync(RunningService by, int met) => Eventually.ValueAsync(async () =>
        (await by.As(Roles.Reporter).GetFromJsonAsync<JsonNode>(Report()))!["metCompanies"] is { } now && (int)now["rows"]![0]!["numbers"]!["met"]! == met ? now : null);

    private async Task ReleaseAsync(RunningService by)
    {
        await by.Bus.PublishAsync(new ActivityReleased(new ActivityState(
            ActivityId.New(), edition, $"e-{edition}", ActivityKind.Seminar, ActivityStatus.Released, new LocalizedText("Seminarium", "Seminar"), null,
            DateTimeOffset.UtcNow.AddHours(-2), DateTimeOffset.UtcNow, null, null, [], 50, null, "sv", [], null, null, null, 0, 1)));
        await Eventually.TrueAsync(async () => (await by.As(Roles.Reporter).GetAsync(Report())).IsSuccessStatusCode);
    }
}
