using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Email;
using BusinessFocus.Notifications.Inbox;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Notifications.Sms;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Recipients;

/// <summary>What people want, decided without a store.</summary>
public sealed class Wishes
{
    private static readonly Recipient Asa = new(ContactId.New(), "Åsa", "asa@foretag.example", "sv", "+46302521000");
    private static readonly ChannelRules[] All = [EmailChannel.OwnRules, SmsChannel.OwnRules, InboxChannel.OwnRules];

    [Fact]
    public void Who_chose_nothing_gets_everything_by_email_in_the_language_of_the_registration() =>
        Destinations.Of(NotificationKind.Survey, Asa, new Choice(), All).ShouldBe([new Destination(Channels.Email, Asa)]);

    [Fact]
    public void What_is_necessary_comes_by_email_whatever_is_turned_off()
    {
        var choice = new Choice(Language: "en", ByEmail: false, TurnedOff: [NotificationGroup.Bookings, NotificationGroup.Surveys]);

        Destinations.Of(NotificationKind.Cancellation, Asa, choice, All).ShouldBe([new Destination(Channels.Email, Asa with { Language = "en" })]);
        Destinations.Of(NotificationKind.Survey, Asa, choice, All).ShouldHaveSingleItem().Suppressed.ShouldBe(SuppressedBecause.TurnedOff);
    }

    [Fact]
    public void A_phone_gets_what_changes_a_plan_where_there_is_a_number_and_a_way_to_it()
    {
        var choice = new Choice(BySms: true);

        Destinations.Of(NotificationKind.Offer, Asa, choice, All).ShouldBe(
            [new Destination(Channels.Email, Asa), new Destination(Channels.Sms, Asa with { Address = "+46302521000" })]);
        Destinations.Of(NotificationKind.Confirmation, Asa, choice, All).ShouldHaveSingleItem().Channel.ShouldBe(Channels.Email);
        Destinations.Of(NotificationKind.Offer, Asa with { Phone = null }, choice, All).ShouldHaveSingleItem();
        Destinations.Of(NotificationKind.Offer, Asa, choice, [EmailChannel.OwnRules]).ShouldHaveSingleItem();
    }

    [Fact]
    public void Who_has_no_address_gets_what_is_necessary_or_cannot_wait_by_phone_and_nothing_else()
    {
        var bo = Asa with { Address = "" };
        Destination[] byPhone = [new(Channels.Sms, bo with { Address = "+46302521000" })];

        Destinations.Of(NotificationKind.Confirmation, bo, new Choice(), All).ShouldBe(byPhone);
        Destinations.Of(NotificationKind.Offer, bo, new Choice(), All).ShouldBe(byPhone);
        Destinations.Of(NotificationKind.ReminderSoon, bo, new Choice(), All).ShouldBe(byPhone);
        Destinations.Of(NotificationKind.Survey, bo, new Choice(), All).ShouldBe([new Destination(Channels.Email, bo, SuppressedBecause.NoAddress)]);
        Destinations.Of(NotificationKind.ReminderSoon, bo, new Choice(TurnedOff: [NotificationGroup.Reminders]), All)
            .ShouldBe([new Destination(Channels.Email, bo, SuppressedBecause.TurnedOff)]);
    }

    [Fact]
    public void Who_has_neither_address_nor_phone_is_told_nothing_and_it_says_so()
    {
        var bo = Asa with { Address = "", Phone = null };
        Destination[] nowhere = [new(Channels.Email, bo, SuppressedBecause.NoAddress)];

        Destinations.Of(NotificationKind.Confirmation, bo, new Choice(), All).ShouldBe(nowhere);
        Destinations.Of(NotificationKind.Confirmation, bo with { Phone = Asa.Phone }, new Choice(), [EmailChannel.OwnRules])
            .ShouldHaveSingleItem().Suppressed.ShouldBe(SuppressedBecause.NoAddress, "there is no way to the phone");
    }

    [Fact]
    public void A_channel_says_what_it_takes_and_where_it_reaches_somebody()
    {
        var pager = new ChannelRules("pager", rule => rule.HasTicket, recipient => recipient.Phone);
        var choice = new Choice(OtherChannels: ["pager"]);

        Destinations.Of(NotificationKind.Confirmation, Asa, choice, [.. All, pager]).ShouldBe(
            [new Destination(Channels.Email, Asa), new Destination("pager", Asa with { Address = "+46302521000" })]);
        Destinations.Of(NotificationKind.Offer, Asa, choice, [.. All, pager]).ShouldHaveSingleItem().Channel.ShouldBe(Channels.Email);
        Destinations.Of(NotificationKind.Confirmation, Asa, new Choice(), [.. All, pager]).ShouldHaveSingleItem("nobody chose it");
        Destinations.Of(NotificationKind.Confirmation, Asa, choice, All).ShouldHaveSingleItem("it is no longer there");
    }

    [Theory]
    [InlineData("2026-10-05T12:00+02:00", "2026-10-05T12:00+02:00", "the day is not quiet")]
    [InlineData("2026-10-05T21:00+02:00", "2026-10-06T07:00+02:00", "the first quiet minute")]
    [InlineData("2026-10-06T06:59+02:00", "2026-10-06T07:00+02:00", "after midnight")]
    [InlineData("2026-10-06T07:00+02:00", "2026-10-06T07:00+02:00", "the first that is not")]
    [InlineData("2026-10-24T23:00+02:00", "2026-10-25T07:00+01:00", "the night in which the clock is put back")]
    [InlineData("2027-03-27T23:00+01:00", "2027-03-28T07:00+02:00", "the night in which it is put forward")]
    public void Quiet_hours_end_by_the_clock_on_the_wall(string moment, string end, string why) =>
        new QuietHours(new TimeOnly(21, 0), new TimeOnly(7, 0)).EndAfter(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture), why);

    [Theory]
    [InlineData("2026-10-25", "02:30", "2026-10-25T00:30Z", "twice: the first time")]
    [InlineData("2027-03-28", "02:30", "2027-03-28T01:30Z", "never: an hour later")]
    public void A_time_that_the_clock_shows_twice_or_never_has_one_moment(string day, string clock, string moment, string why) =>
        LocalTimes.At(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), TimeOnly.Parse(clock, System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture), why);
}
