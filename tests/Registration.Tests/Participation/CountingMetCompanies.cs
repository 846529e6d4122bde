using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Companies;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Participation;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Participation;

/// <summary>How many companies of a register were met, without a store.</summary>
public sealed class CountingMetCompanies
{
    private static readonly IReadOnlyDictionary<Guid, Company> NoVisits = new Dictionary<Guid, Company>();

    private static readonly CompaniesOfMunicipality Register = new(1,
    [
        Registered("1", "Ett AB", "Floda", 0), Registered("2", "Två AB", "FLODA", 7), Registered("3", "Tre AB", null, null), Registered("4", "Fyra AB", "Lerum", 300),
    ]);

    [Fact]
    public void Met_is_who_was_met_in_the_last_editions_and_for_the_first_time_who_never_was_before()
    {
        var counted = CountMetCompanies.Of(
            Register, [Held(-5, "4"), Held(-4, "1"), Held(-3, "2"), Held(-2), Held(-1, "1", "2", "3", "999")], NoVisits, Now);

        Told(counted).ShouldBe(
        [
            "total|: 4 3 1 1 | 4 2 2 0", "area|Floda: 2 2 0 0 | 2 2 0 0", "area|Lerum: 1 0 1 0 | 1 0 1 0", "area|unknown: 1 1 0 1 | 1 0 1 0",
            "size|large: 1 0 1 0 | 1 0 1 0", "size|micro: 1 1 0 0 | 1 1 0 0", "size|sole: 1 1 0 0 | 1 1 0 0", "size|unknown: 1 1 0 1 | 1 0 1 0",
        ]);
    }

    [Fact]
    public void An_edition_that_has_not_begun_has_met_nobody_and_the_first_has_none_beside_it()
    {
        var later = CountMetCompanies.Of(Register, [Held(-1, "1"), Held(1, "2")], NoVisits, Now);
        Told(later)[0].ShouldBe("total|: 4 1 3 0 | 4 1 3 1");

        var first = CountMetCompanies.Of(Register, [Held(-1, "1")], NoVisits, Now);
        first.LastEditionId.ShouldBeNull();
        first.Rows.ShouldAllBe(row => row.Last == null);
    }

    [Fact]
    public void A_visited_company_is_met_by_its_name_and_one_with_two_names_in_the_register_by_its_number_alone()
    {
        var visit = Guid.NewGuid();
        var visited = new Dictionary<Guid, Company> { [visit] = new("ETT AB", null, CompanyKey.OfName("ETT AB")) };
        var edition = Held(-1);
        edition.Put(Participation(-1, ActivityKind.CompanyVisit, visit), 1, new ParticipationGroups(_ => null, _ => []), Now);

        Told(CountMetCompanies.Of(Register, [edition], visited, Now))[0].ShouldBe("total|: 4 1 3 1 |");
        var twice = new CompaniesOfMunicipality(2, [.. Register.All, Registered("5", "Ett AB", null, null)]);
        Told(CountMetCompanies.Of(twice, [edition], visited, Now))[0].ShouldBe("total|: 5 0 5 0 |");
    }

    [Fact]
    public void The_figures_are_those_of_the_list_whatever_was_met()
    {
        var random = new Random(7);
        var folder = Directory.CreateTempSubdirectory("keys");
        try
        {
            var keys = RegistrationKeys.Load(folder.FullName, folder.FullName, TimeProvider.System);
            for (var round = 0; round < 50; round++)
            {
                var editions = Enumerable.Range(-5, random.Next(1, 7))
                    .Select(years => Held(years == 0 ? 1 : years, [.. Enumerable.Range(0, random.Next(4)).Select(_ => $"{random.Next(1, 7)}")])).ToList();
                var list = MetCompanies.Of(Register, editions, NoVisits, CountMetCompanies.Editions, keys, Now);

                CountMetCompanies.Of(Register, editions, NoVisits, Now).Rows
                    .Select(row => (row.By, row.Group, row.Numbers.Companies, row.Numbers.Met, row.Numbers.NeverMet))
                    .ShouldBe(MetCompanies.FiguresOf(list).Where(row => row.Area is null || row.Size is null).Select(row => (
                        row.Area is not null ? "area" : row.Size is not null ? "size" : "total", row.Area ?? row.Size, row.Companies, row.Met, row.NeverMet)));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_same_numbers_are_told_once_and_that_a_register_is_gone_is_told_too()
    {
        var counted = CountMetCompanies.Of(Register, [Held(-1, "1")], NoVisits, Now);
        var nothing = counted with { Rows = [], LastEditionId = EditionId.New() };
        ToldMetCompanies.Tell(ToldMetCompanies.Initial, nothing, Now).Events.ShouldBeEmpty("there never was a register");

        var first = ToldMetCompanies.Tell(ToldMetCompanies.Initial, counted, Now).Events.ShouldHaveSingleItem().ShouldBeOfType<MetCompaniesWereCounted>();
        first.Editions.ShouldBe(3);
        var told = ToldMetCompanies.Initial.Evolve(first);
        ToldMetCompanies.Tell(told, CountMetCompanies.Of(Register, [Held(-1, "1")], NoVisits, Now.AddDays(1)), Now).Events.ShouldBeEmpty();
        ToldMetCompanies.Tell(told, CountMetCompanies.Of(Register, [Held(-1, "2")], NoVisits, Now), Now).Events.Count.ShouldBe(1);
        ToldMetCompanies.Tell(told, nothing, Now).Events.Count.ShouldBe(1);
    }

    private static List<string> Told(MetCompaniesOfEdition counted) =>
        [.. counted.Rows.Select(row => $"{row.By}|{row.Group}: {Said(row.Numbers)} | {(row.Last is { } last ? Said(last) : "")}".TrimEnd())];

    private static string Said(MetNumbers numbers) => $"{numbers.Companies} {numbers.Met} {numbers.NeverMet} {numbers.FirstMet}";

    private static RegisteredCompany Registered(string key, string name, string? area, int? employees) => new(key, key, name, null, null, area, employees);

    private static EditionTally Held(int years, params string[] came)
    {
        var edition = new EditionTally(EditionId.New());
        edition.Put(Participation(years, ActivityKind.Seminar, Guid.NewGuid(), came), 1, new ParticipationGroups(_ => null, _ => []), Now);
        return edition;
    }

    private static ActivityParticipation Participation(int years, ActivityKind kind, Guid id, params string[] came) => new(
        id,
        Facts(9) with { Kind = kind, StartsAt = Now.AddYears(years), EndsAt = Now.AddYears(years).AddHours(1) },
        [],
        [.. came.Select(key => new TakenPart(RegistrationId.New(), new Company(null, key, key), 1, 1, false, false, null))]);
}
