using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Preferences;
using Microsoft.AspNetCore.Http;
using Microsoft.Kiota.Abstractions.Serialization;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Preferences;

/// <summary>What holds now stands in the form, and what is sent becomes a choice.</summary>
public sealed class ChoosingLetters
{
    private static readonly PreferencesView Now = new()
    {
        Language = "en",
        Channels = new ChannelWishes
        {
            Email = true,
            Sms = false,
            Inbox = true,
            Others = new ChannelWishes_others { AdditionalData = new Dictionary<string, object> { ["chat"] = true } },
        },
        Kinds = new PreferencesView_kinds
        {
            AdditionalData = new Dictionary<string, object>
            {
                ["bookings"] = Wish(wanted: true, necessary: true, "Dina anmälningar och besök"),
                ["reminders"] = Wish(wanted: true, necessary: false, "Påminnelser"),
                ["surveys"] = Wish(wanted: false, necessary: false, "Frågor efteråt"),
            },
        },
        QuietHours = new QuietTimes { From = "21:30", Until = "07:00" },
        Changes = ChangesCome.Daily,
    };

    [Fact]
    public void Groups_are_read_with_their_words() => LetterGroup.In(Now).ShouldBe(
    [
        new("bookings", "Dina anmälningar och besök", IsWanted: true, IsNecessary: true),
        new("reminders", "Påminnelser", IsWanted: true, IsNecessary: false),
        new("surveys", "Frågor efteråt", IsWanted: false, IsNecessary: false),
    ]);

    [Fact]
    public void What_is_sent_as_it_was_shown_changes_nothing()
    {
        var request = PreferencesForm.RequestOf(PreferencesForm.Of(Now).Typed, Now);

        request.Language.ShouldBe("en");
        (request.Channels!.Email, request.Channels.Sms, request.Channels.Inbox).ShouldBe((true, false, true));
        request.Channels.Others!.AdditionalData["chat"].ShouldBe(true);
        WantedIn(request).ShouldBe([("reminders", true), ("surveys", false)]);
        (request.QuietHours!.From, request.QuietHours.Until, request.Changes).ShouldBe(("21:30", "07:00", ChangesCome.Daily));
    }

    [Fact]
    public void What_is_not_ticked_is_turned_off_and_what_is_necessary_is_left_alone()
    {
        var request = PreferencesForm.RequestOf(FormCollection.Empty, Now);

        (request.Channels!.Email, request.Channels.Sms, request.Channels.Inbox).ShouldBe((false, false, false));
        request.Channels.Others!.AdditionalData["chat"].ShouldBe(false);
        WantedIn(request).ShouldBe([("reminders", false), ("surveys", false)]);
        (request.Language, request.QuietHours, request.Changes).ShouldBe((null, null, ChangesCome.AtOnce));
    }

    [Fact]
    public void Half_of_the_quiet_hours_is_sent_so_that_what_is_missing_is_told()
    {
        var request = PreferencesForm.RequestOf(new FormCollection(new() { [PreferencesForm.From] = "21:30", [PreferencesForm.Until] = "" }), Now);

        (request.QuietHours!.From, request.QuietHours.Until).ShouldBe(("21:30", ""));
    }

    [Fact]
    public void Taking_back_wants_one_group_and_leaves_the_rest_as_it_is()
    {
        var request = PreferencesForm.Wanting("surveys", Now);

        WantedIn(request).ShouldBe([("surveys", true)]);
        (request.Language, request.Channels, request.QuietHours, request.Changes).ShouldBe((Now.Language, Now.Channels, Now.QuietHours, Now.Changes));
    }

    private static IEnumerable<(string, bool)> WantedIn(ChoosePreferencesRequest request) => request.Kinds!.AdditionalData
        .Select(each => (each.Key, ((UntypedBoolean)((UntypedObject)each.Value).GetValue()["wanted"]).GetValue()));

    private static UntypedObject Wish(bool wanted, bool necessary, string label) => new(new Dictionary<string, UntypedNode>
    {
        ["wanted"] = new UntypedBoolean(wanted),
        ["necessary"] = new UntypedBoolean(necessary),
        ["label"] = new UntypedString(label),
    });
}
