using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.OpenHouse;
using BusinessFocus.Scheduling.Planning;
using static BusinessFocus.Scheduling.Tests.Given;
using ActivityPlanned = BusinessFocus.Scheduling.Activities.ActivityPlanned;

namespace BusinessFocus.Scheduling.Tests.OpenHouse;

public sealed class CuttingSlots
{
    private static readonly CutOpenHouse.Request Morning = new(
        Officer, At("2026-10-06", "09:00"), At("2026-10-06", "10:00"), SlotMinutes: 20, BufferMinutes: 5, ["miljo"]);

    [Fact]
    public void A_period_holds_whole_slots_with_the_buffer_between_them()
    {
        var slots = Slots.Cut(Morning.StartsAt, Morning.EndsAt, TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(5));

        slots.Select(slot => (slot.StartsAt - Morning.StartsAt).TotalMinutes).ShouldBe([0, 25]);
        slots.ShouldAllBe(slot => slot.EndsAt - slot.StartsAt == TimeSpan.FromMinutes(20));
    }

    [Fact]
    public void The_last_slot_needs_no_buffer_after_it() =>
        Slots.Cut(Morning.StartsAt, Morning.EndsAt, TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(20)).Count.ShouldBe(2);

    [Fact]
    public void Each_slot_is_an_open_house_with_one_seat()
    {
        var decision = CutOpenHouse.Decide(Morning, Edition(), ActivityId.New, Now);

        var slots = decision.Events.Cast<ActivityPlanned>().ToList();
        slots.Count.ShouldBe(2);
        slots.ShouldAllBe(slot => slot.Plan.Capacity == 1 && slot.Plan.Title.Sv == "Samtal med Handläggare miljö");
    }

    [Fact]
    public void Each_kind_of_slot_asks_its_own_questions_in_its_own_language()
    {
        var rules = new RegistrationRules(CancelHoursBefore: 2, Questions: [new Question("property", new LocalizedText("Fastighet?", "Property?"), QuestionKind.Text, Required: true)]);
        var asked = Morning with { Language = "en", Rules = rules, Title = new LocalizedText("Bygglov", "Building permit") };

        var slots = CutOpenHouse.Decide(asked, Edition(), ActivityId.New, Now).Events.Cast<ActivityPlanned>().ToList();

        slots.ShouldAllBe(slot => slot.Plan.Rules == rules && slot.Plan.Language == "en" && slot.Plan.Title.En == "Building permit");
        new CutOpenHouse.Validator().Validate(asked with { Language = "fi" }).Errors.ShouldHaveSingleItem().PropertyName.ShouldBe("language");
        new CutOpenHouse.Validator().Validate(asked with { Rules = rules with { CancelHoursBefore = -1 } }).IsValid.ShouldBeFalse();
    }

    [Fact]
    public void Every_clash_of_every_slot_is_told_once()
    {
        var meeting = AnActivity(APlan("2026-10-06", "09:10", "09:40") with { HostIds = [Officer] });

        var refusal = CutOpenHouse.Decide(Morning, Edition(meeting), ActivityId.New, Now).Refusal.ShouldNotBeNull();

        ActivityProblems.ClashesIn(refusal).ShouldHaveSingleItem().ActivityId.ShouldBe(meeting.ActivityId);
    }

    [Fact]
    public void A_period_shorter_than_a_slot_is_refused() =>
        CutOpenHouse.Decide(Morning with { SlotMinutes = 90 }, Edition(), ActivityId.New, Now)
            .Refusal.ShouldNotBeNull().Problem.ShouldBe(OpenHouseProblems.NoSlotFits);
}
