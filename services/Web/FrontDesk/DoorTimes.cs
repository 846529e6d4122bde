using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.FrontDesk;

/// <summary>When something was, said to somebody who stands there: the day only where it is another.</summary>
public static class DoorTimes
{
    public static string At(DateTimeOffset moment, DateTimeOffset now) => Stockholm.DayOf(moment) == Stockholm.DayOf(now)
        ? Languages.Choose($"kl. {Texts.Time(moment)}", $"at {Texts.Time(moment)}")
        : Texts.Until(moment, now);
}
