using System.Security.Cryptography;
using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Anonymity;
using BusinessFocus.Feedback.Box;
using BusinessFocus.Feedback.Knowledge;
using BusinessFocus.Feedback.Rooms;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Box;

/// <summary>What lay in the box before another key took over is found, opened and changed.</summary>
public sealed class ChangingTheKeyOfTheBox
{
    private static readonly BoxKey First = new(new byte[32]);
    private static readonly BoxKey Next = new([.. Enumerable.Repeat((byte)1, 32)]);
    private static readonly BoxKey Stranger = new([.. Enumerable.Repeat((byte)2, 32)]);
    private static readonly BoxKeys Before = new(First);
    private static readonly BoxKeys After = new(Next, First);

    [Fact]
    public void What_the_key_before_has_sealed_opens_and_what_is_new_goes_by_the_next_one()
    {
        var id = Guid.NewGuid();
        var known = new Foreknown(Side.Company, 4);

        After.Open<Foreknown>(id, Before.Seal(id, known)).ShouldBe(known);
        After.Open<Foreknown>(id, After.Seal(id, known)).ShouldBe(known);
        Next.Open<Foreknown>(id, After.Seal(id, known)).ShouldBe(known);
        Should.Throw<CryptographicException>(() => After.Open<Foreknown>(id, Stranger.Seal(id, known)));
        Should.Throw<CryptographicException>(() => After.Open<Foreknown>(Guid.NewGuid(), Before.Seal(id, known)));
    }

    [Fact]
    public void Somebodys_ballot_is_found_by_either_key_and_a_new_one_goes_by_the_next()
    {
        var registration = RegistrationId.New();

        var ids = Ballot.IdsOf(registration, After);

        ids.ShouldContain(Ballot.IdsOf(registration, Before).ShouldHaveSingleItem());
        ids[0].ShouldBe(Next.IdOf("ballot", registration));
        ids.Distinct().Count().ShouldBe(2);
        ids.Intersect(Foreknowledge.IdsOf(registration, After)).ShouldBeEmpty("different things have nothing in common");
    }

    [Fact]
    public void A_code_that_hangs_on_a_wall_stays_good()
    {
        var activity = ActivityId.New();
        var onTheWall = RoomCode.Of(activity, Before);

        RoomCode.Read(onTheWall, After).ShouldBe(activity);
        RoomCode.Of(activity, After).ShouldNotBe(onTheWall);
        RoomCode.Read(RoomCode.Of(activity, After), After).ShouldBe(activity);
        RoomCode.Read(RoomCode.Of(activity, new BoxKeys(Stranger)), After).ShouldBeNull();
    }
}
