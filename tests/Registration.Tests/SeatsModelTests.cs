using BusinessFocus.Contracts.Registration;
using BusinessFocus.Registration.Seats;
using CsCheck;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests;

/// <summary>Random commands against a model so simple that it is plainly right: two lists.</summary>
public sealed class SeatsModelTests
{
    private const int Capacity = 5;

    private static readonly Gen<(int Command, int Person, int Seats)[]> Commands =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 11], Gen.Int[1, 3]).Array[0, 60];

    [Fact]
    public void Whatever_comes_seats_are_given_as_the_simple_model_gives_them() =>
        Commands.Sample(commands =>
        {
            var seats = Activity(Capacity);
            var model = new Model();
            foreach (var (command, person, wanted) in commands)
            {
                var name = $"P{person}";
                var active = seats.Allocations.Values.FirstOrDefault(each => each.Status != AllocationStatus.Ended && each.Booking.Person.Name == name);
                switch (command)
                {
                    case 0 or 1 when active is null:
                        seats = seats.Registered(Booking(name, wanted));
                        model.Register(name, wanted);
                        break;
                    case 2 when active is not null:
                        seats = seats.Then(Cancel.Decide(seats, active.Booking.Id, CancelledBy.Contact, null, Now));
                        model.Cancel(name);
                        break;
                }

                seats.Tally.Confirmed.ShouldBeLessThanOrEqualTo(Capacity);
                Names(seats, AllocationStatus.Confirmed).ShouldBe(model.Confirmed.Select(each => each.Name), ignoreOrder: true);
                seats.Line(Now).Select(each => each.Booking.Person.Name).ShouldBe(model.Waiting.Select(each => each.Name));
                seats.Tally.Confirmed.ShouldBe(model.Confirmed.Sum(each => each.Seats));
                seats.Tally.Waiting.ShouldBe(model.Waiting.Sum(each => each.Seats));
            }
        });

    private static IEnumerable<string> Names(ActivitySeats seats, AllocationStatus status) =>
        seats.Allocations.Values.Where(each => each.Status == status).Select(each => each.Booking.Person.Name);

    private sealed class Model
    {
        public List<(string Name, int Seats)> Confirmed { get; } = [];

        public List<(string Name, int Seats)> Waiting { get; } = [];

        private int Left => Capacity - Confirmed.Sum(each => each.Seats);

        public void Register(string name, int seats)
        {
            Waiting.Add((name, seats));
            Promote();
        }

        public void Cancel(string name)
        {
            Confirmed.RemoveAll(each => each.Name == name);
            Waiting.RemoveAll(each => each.Name == name);
            Promote();
        }

        private void Promote()
        {
            while (Waiting.Count > 0 && Waiting[0].Seats <= Left)
            {
                Confirmed.Add(Waiting[0]);
                Waiting.RemoveAt(0);
            }
        }
    }
}
