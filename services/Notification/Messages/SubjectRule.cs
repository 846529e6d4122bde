using BusinessFocus.Domain.Texts;
using FluentValidation;

namespace BusinessFocus.Notifications.Messages;

/// <summary>What holds of every message's subject.</summary>
internal static class SubjectRule
{
    public static IRuleBuilderOptions<T, string> OnOneLine<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(subject => subject?.AsSpan().ContainsAny("\n\r\t") != true)
        .WithMessage(_ => Languages.Choose("Ämnet ska stå på en rad.", "The subject is one line."));
}
