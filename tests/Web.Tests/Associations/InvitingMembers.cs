using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Associations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Associations;

/// <summary>Whom an association's invitation is to, and what it is told of how many.</summary>
public sealed class InvitingMembers
{
    private static readonly Guid Edition = Guid.NewGuid();

    [Fact]
    public void Without_a_tick_it_is_all_members_and_the_edition_as_a_whole()
    {
        var request = InvitationForm.RequestOf(Form(("activityId", ""), ("from", " Företagarna "), ("text.sv", "Rad\r\n\r\nRad"), ("text.en", "Line")), Edition);

        (request.EditionId, request.ActivityId, request.From, request.Text!.Sv).ShouldBe((Edition, null, "Företagarna", "Rad\n\nRad"));
        (request.Segment!.Areas, request.Segment.CompanySizes, request.Segment.MemberGroups, request.Segment.NotRegistered).ShouldBe((null, null, null, false));
        Some.In("sv-SE", () => InvitationForm.Said(request.Segment)).ShouldBe("alla medlemmar");
    }

    [Fact]
    public void What_is_ticked_is_asked_for_and_said()
    {
        var activity = Guid.NewGuid();
        var request = InvitationForm.RequestOf(
            Form(
                ("activityId", activity.ToString()), ("from", "F"), ("text.sv", "a"), ("text.en", "b"), ("segment.areas", new StringValues(["Gråbo", "Floda"])),
                ("segment.companySizes", "micro"), ("segment.memberGroups", "Handel"), ("segment.notRegistered", "true")),
            Edition);

        request.ActivityId.ShouldBe(activity);
        request.Segment!.CompanySizes.ShouldBe([CompanySize.Micro]);
        request.Segment.MemberGroups.ShouldBe(["Handel"]);
        Some.In("sv-SE", () => InvitationForm.Said(request.Segment)).ShouldBe("medlemmar · Gråbo · Floda · 1–9 anställda · Handel · inte anmälda än");
        Some.In("en-GB", () => InvitationForm.Said(request.Segment)).ShouldBe("members · Gråbo · Floda · 1–9 employees · Handel · not registered yet");
    }

    [Fact]
    public void Both_languages_and_a_name_are_needed() =>
        InvitationForm.FaultsIn(Form(("from", ""), ("text.sv", " "), ("text.en", ""))).Keys.ShouldBe(["from", "text.sv", "text.en"]);

    [Theory]
    [InlineData(12, 20, "12 medlemmar")]
    [InlineData(1, 1, "1 medlem")]
    [InlineData(null, 20, "nästan alla av 20 medlemmar")]
    public void Where_the_number_would_tell_of_few_it_is_not_said(int? recipients, int members, string said) =>
        Some.In("sv-SE", () => InvitationForm.Told(recipients, members)).ShouldBe(said);

    private static FormCollection Form(params (string Name, StringValues Value)[] fields) => new(fields.ToDictionary(field => field.Name, field => field.Value));
}
