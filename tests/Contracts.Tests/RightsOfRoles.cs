using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Manifest;
using BusinessFocus.Testing.Rights;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests;

/// <summary>
/// API5:2023: what the tables of rights of all services give to roles that do not see people's data. What they say of each call is held
/// against the services by the tests of those.
/// </summary>
public sealed class RightsOfRoles
{
    private static readonly string[] Own = ["readMe", "listSessions", "endSession"];

    private static readonly IReadOnlyList<(string Call, IReadOnlyDictionary<string, string> Row)> Rows =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "rights.csv", SearchOption.AllDirectories)
            .SelectMany(file => RightsTable.Read(file).Rows)
            .Select(row => (row.Key, row.Value)),
    ];

    [Theory]
    [InlineData(
        Roles.Operator,
        "replay", "lag", "listDeadLetters", "retryDeadLetters", "retryDeadLetter", "discardDeadLetter", "watchNotifications", "listChannels", "changeChannel", "rotateSigningKey", "rotateKeys")]
    [InlineData(Roles.Door, "checkIn", "uploadScans", "walkIn", "findAttendees", "checkInAttendee", "undoCheckIn", "arrivals")]
    [InlineData(Roles.Reporter, "report", "compare", "listOfficialFigures")]
    [InlineData(Roles.Visitor, "listOwnRegistrations", "readOwnRegistrations", "readOwnCalendar")]
    [InlineData(Roles.DataProtectionOfficer, "exportPerson", "exportRegistrations", "exportLetters", "exportFeedback", "exportVisits", "erasePerson", "readAudit")]
    public void A_role_has_what_is_its_own_and_what_everybody_has(string role, params string[] calls)
    {
        Rows.Count.ShouldBeGreaterThan(150, "the rule must find what it is about");
        Rows.Where(row => IsMoreThanNobodys(row.Row, role)).Select(row => row.Call).ShouldBe([.. calls, .. Own], ignoreOrder: true);
    }

    /// <summary>Who plans sees no person: neither who has registered nor who is written to.</summary>
    [Fact]
    public void A_planner_makes_no_call_of_the_services_that_know_people()
    {
        foreach (var project in (string[])["Registration.Tests", "Notification.Tests", "Feedback.Tests"])
        {
            RightsTable.Read(Path.Combine(Repository.Root, "tests", project, "rights.csv")).Rows
                .Where(row => IsMoreThanNobodys(row.Value, Roles.Planner))
                .Select(row => row.Key)
                .ShouldBeEmpty();
        }
    }

    private static bool IsMoreThanNobodys(IReadOnlyDictionary<string, string> row, string role) =>
        row[role] == RightsTable.Yes && row[RightsTable.Nobody] != RightsTable.Yes;
}
