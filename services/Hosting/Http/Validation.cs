using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using BusinessFocus.Domain.Texts;
using FluentValidation;
using FluentValidation.Internal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.Hosting.Http;

/// <summary>Says of an endpoint that a request of this type is checked before it runs.</summary>
public sealed record Validated(Type Request);

public static class Validation
{
    /// <summary>Checks the endpoint's <typeparamref name="T"/> with its validator before the endpoint runs: 400 by field.</summary>
    public static RouteHandlerBuilder Validates<T>(this RouteHandlerBuilder endpoint) where T : notnull =>
        endpoint
            .WithMetadata(new Validated(typeof(T)))
            .AddEndpointFilter(async (context, next) =>
            {
                if (context.Arguments.OfType<T>().FirstOrDefault() is not { } request)
                {
                    // An optional body that was left out.
                    return await next(context);
                }

                var validator = context.HttpContext.RequestServices.GetRequiredService<IValidator<T>>();
                var result = await validator.ValidateAsync(request, context.HttpContext.RequestAborted);
                return result.IsValid ? await next(context) : Problems.Invalid(result.ToDictionary());
            });

    /// <summary>Says that the endpoint holds a request that it reads by itself against the validator of <typeparamref name="T"/>.</summary>
    public static RouteHandlerBuilder ValidatesByItself<T>(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new Validated(typeof(T)));

    /// <summary>Text that people read: not blank, at most <paramref name="length"/> characters, no control characters but line breaks.</summary>
    public static IRuleBuilderOptions<T, string?> Text<T>(this IRuleBuilder<T, string?> rule, int length) =>
        rule.NotEmpty().MaximumLength(length).Must(HasNoControlCharacters).WithMessage(_ => ControlCharacters());

    /// <summary>The same where it may be left out.</summary>
    public static IRuleBuilderOptions<T, string?> OptionalText<T>(this IRuleBuilder<T, string?> rule, int length) =>
        rule.MaximumLength(length).Must(HasNoControlCharacters).WithMessage(_ => ControlCharacters());

    public static bool HasNoControlCharacters(string? text) =>
        text is null || text.All(character => !char.IsControl(character) || character is '\n' or '\r' or '\t');

    internal static string ControlCharacters() =>
        Languages.Choose("Texten innehåller styrtecken.", "The text has control characters.");

    /// <summary>Errors name the fields as they stand in the JSON: <c>contact.email</c>; and dates as people write them.</summary>
    internal static void SpeakAsTheInterface()
    {
        ValidatorOptions.Global.PropertyNameResolver = (_, member, expression) => NameOf(member, expression);
        ValidatorOptions.Global.DisplayNameResolver = (_, member, expression) => NameOf(member, expression);
        ValidatorOptions.Global.MessageFormatterFactory = () => new LocalDates.InMessages();
    }

    private static string? NameOf(MemberInfo? member, LambdaExpression? expression)
    {
        var path = expression is null ? null : PropertyChain.FromExpression(expression).ToString();
        return string.IsNullOrEmpty(path)
            ? member is null ? null : JsonNamingPolicy.CamelCase.ConvertName(member.Name)
            : string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
    }
}
