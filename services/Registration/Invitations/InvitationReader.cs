using BusinessFocus.Contracts;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Companies;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Privacy;
using BusinessFocus.Registration.Seats;
using Marten;
using Npgsql;

namespace BusinessFocus.Registration.Invitations;

/// <summary>What is known of an edition and of an association's members where the association invites to it.</summary>
/// <param name="Activities">All of the edition, by their ids.</param>
public sealed record InvitationFacts(IReadOnlyDictionary<Guid, ActivitySeats> Activities, IReadOnlyList<Member> Members, CompaniesOfMunicipality Register)
{
    /// <summary>Null where there is no such activity in the edition.</summary>
    public InvitedTo? Target(ActivityId? activity, DateTimeOffset now) => activity is not { } id
        ? new InvitedTo(null, Activities.Values.Any(seats => IsToCome(seats, now)))
        : Activities.TryGetValue(id.Value, out var one) ? new InvitedTo(one.Facts?.Details?.Title, one.Facts?.Details is not null && IsToCome(one, now)) : null;

    /// <summary>The members that can be written to, for an invitation to this.</summary>
    public IReadOnlyList<InvitationCandidate> Candidates(ActivityId? activity)
    {
        var registered = Registered(activity);
        return [.. Members.Select(member => (member, Person: ContactIds.Of(member.Email!))).Select(each => new InvitationCandidate(
            each.member.Company,
            each.Person,
            Register.Find(each.member.Company)?.Area,
            each.member.Employees is { } employees ? Member.SizeOf(employees) : Register.Find(each.member.Company)?.Size,
            registered.Have(each.member.Company, each.Person),
            each.member.Group))];
    }

    public RegisteredMembers Registered(ActivityId? activity) => RegisteredMembers.At(Activities.Values.Where(seats => activity is null || seats.Id == activity.Value.Value));

    private static bool IsToCome(ActivitySeats seats, DateTimeOffset now) => seats.Facts is { Phase: ActivityPhase.Open } facts && facts.StartsAt > now;
}

/// <summary>Reads what invitations are decided by. Who asked to be forgotten is not among the members: the list is the association's, and keeps them.</summary>
public sealed class InvitationReader(NpgsqlDataSource database, ActivitySeatsCache cache, CompanyRegisters registers, IConfiguration configuration)
{
    private readonly string byDefault = OwnMunicipality.DefaultOf(configuration);

    /// <returns>Null where nothing of the edition was released.</returns>
    public async Task<InvitationFacts?> ReadAsync(IQuerySession reads, string association, EditionId edition, CancellationToken cancellationToken)
    {
        var versions = await cache.VersionsInAsync(edition, cancellationToken);
        if (versions.Count == 0)
        {
            return null;
        }

        var activities = new Dictionary<Guid, ActivitySeats>();
        foreach (var (activity, version) in versions)
        {
            activities[activity] = cache.TryGet(activity) is { } known && known.Version >= version
                ? known.Seats
                : (await cache.ReadAsync(reads, activity, cancellationToken)).Seats;
        }

        var municipality = activities.Values.Select(seats => seats.Facts?.Municipality).FirstOrDefault(each => each is not null) ?? byDefault;
        return new InvitationFacts(
            activities,
            await WithoutForgottenAsync(await MemberTable.WithAddressAsync(database, association, companies: null, cancellationToken), cancellationToken),
            await registers.OfAsync(municipality, reads, cancellationToken));
    }

    /// <summary>How often the list had been pushed and become different.</summary>
    public static async Task<int> ListVersionAsync(IQuerySession reads, string association, CancellationToken cancellationToken) =>
        (await reads.LoadAsync<MemberList>(PushMembers.StreamOf(association), cancellationToken))?.Pushes ?? 0;

    /// <summary>Those of these companies that are in the list now, with the address that they have now.</summary>
    public async Task<IReadOnlyList<Member>> MembersAsync(string association, IReadOnlyList<string> companies, CancellationToken cancellationToken) =>
        await WithoutForgottenAsync(await MemberTable.WithAddressAsync(database, association, companies, cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<Member>> WithoutForgottenAsync(IReadOnlyList<Member> members, CancellationToken cancellationToken)
    {
        var streams = members.ToLookup(member => ContactForgotten.StreamOf(ContactIds.Of(member.Email!)));
        await using var command = database.CreateCommand("select id from mt_streams where id = any($1)");
        command.Parameters.Add(new NpgsqlParameter { Value = streams.Select(each => each.Key).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var forgotten = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            forgotten.Add(reader.GetGuid(0));
        }

        return [.. streams.Where(each => !forgotten.Contains(each.Key)).SelectMany(each => each)];
    }
}
