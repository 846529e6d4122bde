using System.Linq.Expressions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using FluentValidation;

namespace BusinessFocus.Registration.Seats;

internal static class AttendeesValidation
{
    /// <summary>Those who come by a registration that is asked for: no more than the seats it asks for.</summary>
    public static void Attendees<T>(
        this AbstractValidator<T> validator, Expression<Func<T, IEnumerable<NameAttendees.AttendeeRequest>?>> attendees, Func<T, int?> seats)
    {
        validator.RuleFor(attendees)
            .Must((request, named) => named is null || named.Count() <= (seats(request) ?? Register.MostSeats))
            .WithMessage((request, named) => Languages.Choose(
                $"Högst {seats(request) ?? Register.MostSeats} namn: lika många som platserna. Det kom {named!.Count()}.",
                $"At most {seats(request) ?? Register.MostSeats} names: as many as the seats. You gave {named!.Count()}."));
        validator.RuleForEach(attendees).ChildRules(attendee => attendee.RuleFor(each => each.Name).Text(120).IsPersonsName());
    }
}
