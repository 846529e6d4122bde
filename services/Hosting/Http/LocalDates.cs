using System.Globalization;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using FluentValidation.Internal;

namespace BusinessFocus.Hosting.Http;

/// <summary>Dates and times where people read them in an answer: by the clock on the wall.</summary>
public static class LocalDates
{
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>den 3 oktober 2028 kl. 14.00; 3 October 2028, 14:00.</summary>
    public static Wording Of(DateTimeOffset moment) => Of(Stockholm.WallClock(moment));

    public static Wording Of(DateTime wallClock) => new(
        $"{wallClock.ToString("'den 'd MMMM yyyy", Swedish)} kl. {wallClock.ToString("HH'.'mm", Swedish)}", wallClock.ToString("d MMMM yyyy', 'HH':'mm", English));

    public static Wording Of(DateOnly day) => new(day.ToString("'den 'd MMMM yyyy", Swedish), day.ToString("d MMMM yyyy", English));

    public static Wording Of(TimeOnly time) => new(time.ToString("'kl. 'HH'.'mm", Swedish), time.ToString("HH':'mm", English));

    /// <summary>The same in what validators say: they would write dates as the culture on the wire does, month first.</summary>
    internal sealed class InMessages : MessageFormatter
    {
        public override string BuildMessage(string messageTemplate)
        {
            foreach (var (name, value) in PlaceholderValues.ToList())
            {
                PlaceholderValues[name] = value switch
                {
                    DateTimeOffset moment => Of(moment).In(Languages.Current),
                    DateTime wallClock => Of(wallClock).In(Languages.Current),
                    DateOnly day => Of(day).In(Languages.Current),
                    TimeOnly time => Of(time).In(Languages.Current),
                    _ => value,
                };
            }

            return base.BuildMessage(messageTemplate);
        }
    }
}
