using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using CsCheck;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>Random commands against a model so simple that it is plainly right: one list of people, and one way to give out seats.</summary>
public sealed class SeatsAgainstASimpleModel
{
    private enum Kind
    {
        Register,
        Cancel,
        Resize,
        Capacity,
        Take,
        Wait,
        Grant,
    }

    private static readonly Gen<(Kind Kind, int Person, int Seats)[]> Commands =
        Gen.Select(Gen.Enum<Kind>(), Gen.Int[0, 11], Gen.Int[1, 6]).Array[0, 80];

    private static readonly Gen<(int? Offer, int? Overtake, int? MembersHours, int? Limit)> Organisers =
        Gen.Select(Gen.Int[30, 90].Nullable(), Gen.Int[0, 120].Nullable(), Gen.Int[1, 20].Nullable(), Gen.Int[0, 8].Nullable());

    [Fact]
    public void Whatever_comes_seats_are_given_as_the_simple_model_gives_them() =>
        Gen.Select(Organisers, Commands).Sample((organiser, commands) =>
        {
            var rules = new RegistrationRules(OfferMinutes: organiser.Offer, OvertakeMinutes: organiser.Overtake);
            var membersUntil = organiser.MembersHours is { } hours ? Now.AddHours(hours) : (DateTimeOffset?)null;
            var (now, version, capacity) = (Now, 1L, 5);
            var seats = Activity(Facts(capacity, membersUntil: membersUntil, waitingListLimit: organiser.Limit) with { Rules = rules });
            var model = new Model { Capacity = capacity, Offer = organiser.Offer, Overtake = organiser.Overtake ?? 0, MembersUntil = membersUntil, Limit = organiser.Limit };
            foreach (var (kind, person, wanted) in commands)
            {
                var name = $"P{person}";
                var active = seats.Allocations.Values.FirstOrDefault(each => each.Status != AllocationStatus.Ended && each.Booking.Person.Name == name);
                switch (kind)
                {
                    case Kind.Register when active is null:
                        seats = Done(seats, Register.Decide(seats, Booking(name, wanted, isMember: person % 3 == 0, at: now), now));
                        model.Register(name, wanted, person % 3 == 0, now);
                        break;
                    case Kind.Cancel when active is not null:
                        seats = Done(seats, Cancel.Decide(seats, active.Booking.Id, CancelledBy.Contact, null, now));
                        model.End(name, now);
                        break;
                    case Kind.Resize when active is not null:
                        seats = Done(seats, Resize.Decide(seats, active.Booking.Id, wanted, CancelledBy.Contact, now));
                        model.Resize(name, wanted, now);
                        break;
                    case Kind.Capacity:
                        capacity = 1 + (person % 7);
                        var announced = Announce.Decide(seats, Facts(capacity, ++version, membersUntil, organiser.Limit) with { Rules = rules }, null, now);
                        seats = Done(seats, announced);
                        announced.Events.OfType<GroupTooLarge>().Select(each => each.Booking.Person.Name).ShouldBe(model.Change(capacity), ignoreOrder: true);
                        model.GiveOut(now);
                        break;
                    case Kind.Take when active is not null:
                        seats = Done(seats, TakeOffer.Decide(seats, active.Booking.Id, now));
                        model.Take(name, now);
                        break;
                    case Kind.Wait:
                        now = now.AddMinutes(20 * wanted);
                        seats = Done(seats, ExpireOffers.Decide(seats, now));
                        seats = Done(seats, MembersWindow.End(seats, now));
                        model.Expire(now);
                        model.GiveOut(now);
                        break;
                    case Kind.Grant when active is not null && person == 0:
                        seats = Done(seats, Grant.Decide(seats, active.Booking.Id, "Talare"));
                        model.Grant(name);
                        break;
                }

                Names(seats, AllocationStatus.Confirmed).ShouldBe(model.With(Status.Confirmed), ignoreOrder: true);
                Names(seats, AllocationStatus.Offered).ShouldBe(model.With(Status.Offered), ignoreOrder: true);
                seats.Line(now).Select(each => each.Booking.Person.Name).ShouldBe(model.Line(now).Select(each => each.Name));
                seats.Line(now).Select(each => seats.PositionOf(each.Booking.Id, now)).ShouldBe(model.Line(now).Select(each => (int?)model.PositionOf(each, now)));
                seats.Tally.ShouldBe(new Tally(capacity, model.Sum(Status.Confirmed), model.Sum(Status.Waiting), model.Sum(Status.Offered)));
            }
        }, iter: 2_000);

    private static ActivitySeats Done(ActivitySeats seats, Domain.Decisions.Decision decision)
    {
        var before = seats.Tally;
        var after = decision.Events.Aggregate(seats, (state, @event) => state.Evolve(@event));

        // Only an organiser makes it more than there are: by a lower capacity or by name.
        if (!decision.Events.Any(@event => @event is SeatsGranted or ActivityAnnounced))
        {
            (after.Tally.Confirmed + after.Tally.Offered).ShouldBeLessThanOrEqualTo(Math.Max(after.Tally.Capacity, before.Confirmed + before.Offered));
        }

        return after;
    }

    private static IEnumerable<string> Names(ActivitySeats seats, AllocationStatus status) =>
        seats.Allocations.Values.Where(each => each.Status == status).Select(each => each.Booking.Person.Name);

    private enum Status
    {
        Confirmed,
        Offered,
        Waiting,
    }

    private sealed class Person
    {
        public required string Name { get; init; }

        public required bool IsMember { get; init; }

        public required DateTimeOffset CameAt { get; init; }

        public required int Seats { get; set; }

        public required Status Status { get; set; }

        public DateTimeOffset Until { get; set; }

        /// <summary>It was told that it is larger than the activity, and still is.</summary>
        public bool KnowsThatItIsTooLarge { get; set; }
    }

    private sealed class Model
    {
        private readonly List<Person> people = [];

        public required int Capacity { get; set; }

        public required int? Offer { get; init; }

        public required int Overtake { get; init; }

        public required DateTimeOffset? MembersUntil { get; init; }

        public required int? Limit { get; init; }

        private int Left => Capacity - Sum(Status.Confirmed) - Sum(Status.Offered);

        public int Sum(Status status) => people.Where(each => each.Status == status).Sum(each => each.Seats);

        public IEnumerable<string> With(Status status) => people.Where(each => each.Status == status).Select(each => each.Name);

        public IEnumerable<Person> Line(DateTimeOffset now) => people.Where(each => each.Status == Status.Waiting)
            .OrderBy(each => now < MembersUntil && !each.IsMember ? 1 : 0);

        public int PositionOf(Person person, DateTimeOffset now) =>
            Line(now).TakeWhile(each => each != person).Count(each => each.Seats <= Capacity) + 1;

        /// <summary>The activity has so many seats now.</summary>
        /// <returns>Whoever waits and has to be told that they cannot get theirs.</returns>
        public IReadOnlyList<string> Change(int capacity)
        {
            Capacity = capacity;
            var tooLarge = people.Where(each => each.Status == Status.Waiting && each.Seats > capacity && !each.KnowsThatItIsTooLarge).ToList();
            people.ForEach(each => each.KnowsThatItIsTooLarge = each.Status == Status.Waiting && each.Seats > capacity);
            return [.. tooLarge.Select(each => each.Name)];
        }

        /// <summary>Somebody who comes joins the line; whoever fits goes straight through it, and is asked for nothing.</summary>
        public void Register(string name, int seats, bool isMember, DateTimeOffset now)
        {
            if (seats > Capacity)
            {
                return;
            }

            var person = new Person { Name = name, Seats = seats, IsMember = isMember, CameAt = now, Status = Status.Waiting };
            people.Add(person);
            if (Next(now) == person)
            {
                person.Status = Status.Confirmed;
            }
            else if (Sum(Status.Waiting) > Limit)
            {
                people.Remove(person);
            }
        }

        public void End(string name, DateTimeOffset now)
        {
            people.RemoveAll(each => each.Name == name);
            GiveOut(now);
        }

        public void Resize(string name, int seats, DateTimeOffset now)
        {
            var person = people.Single(each => each.Name == name);
            var more = seats - person.Seats;
            var refused = person.Status == Status.Offered || (more > 0 && (seats > Capacity || (person.Status == Status.Waiting
                ? Sum(Status.Waiting) + more > Limit
                : more > Left || Line(now).Any(each => each.Seats <= Capacity))));
            if (!refused && more != 0)
            {
                person.Seats = seats;
                person.KnowsThatItIsTooLarge &= seats > Capacity;
                GiveOut(now);
            }
        }

        public void Take(string name, DateTimeOffset now)
        {
            var person = people.Single(each => each.Name == name);
            if (person.Status == Status.Offered && now < person.Until)
            {
                person.Status = Status.Confirmed;
            }
        }

        public void Expire(DateTimeOffset now)
        {
            if (people.RemoveAll(each => each.Status == Status.Offered && each.Until <= now) > 0)
            {
                GiveOut(now);
            }
        }

        public void Grant(string name) => people.Single(each => each.Name == name).Status = Status.Confirmed;

        public void GiveOut(DateTimeOffset now)
        {
            while (Next(now) is { } next)
            {
                next.Status = Offer is null ? Status.Confirmed : Status.Offered;
                next.Until = now.AddMinutes(Offer ?? 0);
            }
        }

        private Person? Next(DateTimeOffset now)
        {
            foreach (var each in Line(now))
            {
                if (each.Seats <= Left)
                {
                    return each;
                }

                if (each.Seats <= Capacity && now >= each.CameAt.AddMinutes(Overtake))
                {
                    return null;
                }
            }

            return null;
        }
    }
}
