using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Registration.People;
using BusinessFocus.Registration.Seats;

namespace BusinessFocus.Registration.Tests;

/// <summary>Activities and bookings for the tests, and the words given, when and then are made of.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2027, 9, 1, 8, 0, 0, TimeSpan.Zero);
    public static readonly EditionId Edition = EditionId.New();

    /// <summary>A company's organisation number, of which the last digit is right.</summary>
    public static string CompanyNumber(int company)
    {
        var nine = string.Create(CultureInfo.InvariantCulture, $"55{company + 6_000_000:D7}");
        return Enumerable.Range(0, 10).Select(last => $"{nine[..6]}-{nine[6..]}{last}").First(number => OrganisationNumber.TryParse(number, out _));
    }

    public static ActivityTerms Facts(int capacity, long version = 1, DateTimeOffset? membersUntil = null, int? waitingListLimit = null) => new(
        Edition, ActivityPhase.Open, Now.AddDays(30), Now.AddDays(30).AddHours(1), capacity, waitingListLimit, null, null, membersUntil, version);

    public static ActivitySeats Activity(int capacity, DateTimeOffset? membersUntil = null, int? waitingListLimit = null, RegistrationRules? rules = null) =>
        Activity(Facts(capacity, membersUntil: membersUntil, waitingListLimit: waitingListLimit) with { Rules = rules });

    public static ActivitySeats Activity(ActivityTerms facts) =>
        (ActivitySeats.Initial with { Id = Guid.NewGuid() }).Then(Announce.Decide(ActivitySeats.Initial, facts, null, Now));

    /// <summary>One whose door is open: it begins in half an hour.</summary>
    public static ActivitySeats Today(int capacity) =>
        Activity(Facts(capacity) with { StartsAt = Now.AddMinutes(30), EndsAt = Now.AddMinutes(90) });

    public static Booking Booking(string name, int seats = 1, bool isMember = false, Company? company = null, DateTimeOffset? at = null)
    {
        var email = $"{name.ToLowerInvariant()}@example.se";
        return new Booking(
            RegistrationId.New(), seats, new Person(Domain.People.ContactIds.Of(email), name, email, null, "sv"), company, isMember, "ticket", null, at ?? Now);
    }

    public static ActivitySeats Then(this ActivitySeats seats, Decision decision) =>
        decision.Refusal is null ? decision.Events.Aggregate(seats, (state, @event) => state.Evolve(@event)) : throw new InvalidOperationException(decision.Refusal.Problem.Code);

    public static ActivitySeats Registered(this ActivitySeats seats, params Booking[] bookings) =>
        bookings.Aggregate(seats, (state, booking) => state.Then(Register.Decide(state, booking, Now)));

    /// <summary>The same as it is when its door is open and it still takes registrations.</summary>
    public static ActivityState Soon(ActivityState activity) =>
        activity with { StartsAt = DateTimeOffset.UtcNow.AddMinutes(30), EndsAt = DateTimeOffset.UtcNow.AddMinutes(90) };

    public static ActivityState Released(ActivityId id, int capacity, long version = 2) => new(
        id, Edition, "lerum-2027", ActivityKind.Seminar, ActivityStatus.Released, new LocalizedText("Seminarium", "Seminar"), null,
        DateTimeOffset.UtcNow.AddDays(30), DateTimeOffset.UtcNow.AddDays(30).AddHours(1), null, null, [], capacity, null, "sv", [], null, null, null, 0, version);
}
