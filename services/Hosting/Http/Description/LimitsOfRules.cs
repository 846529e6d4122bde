using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using FluentValidation;
using FluentValidation.Internal;
using FluentValidation.Validators;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace BusinessFocus.Hosting.Http.Description;

/// <summary>What validators ask of a request, as the description says it: lengths, patterns, the least and the most.</summary>
internal sealed class LimitsOfRules(IServiceProvider services)
{
    private readonly Lazy<ILookup<MemberInfo, (IValidationRule Rule, IRuleComponent Component)>> rules = new(() => Collect(services));

    public static Task DescribeSchemaAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonPropertyInfo is { AttributeProvider: MemberInfo member })
        {
            context.ApplicationServices.GetRequiredService<LimitsOfRules>().Apply(schema, member);
        }

        return Task.CompletedTask;
    }

    /// <summary>Parameters of a query that a record binds.</summary>
    public static Task DescribeParametersAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var method = context.Description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().FirstOrDefault();
        var bound = (method?.GetParameters() ?? [])
            .Where(parameter => parameter.IsDefined(typeof(AsParametersAttribute)))
            .SelectMany(parameter => parameter.ParameterType.GetProperties())
            .ToLookup(property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            foreach (var property in bound[parameter.Name!])
            {
                if (parameter.Schema is OpenApiSchema schema)
                {
                    context.ApplicationServices.GetRequiredService<LimitsOfRules>().Apply(schema, property);
                }
            }
        }

        return Task.CompletedTask;
    }

    private void Apply(OpenApiSchema schema, MemberInfo member)
    {
        foreach (var (rule, component) in rules.Value[Key(member)])
        {
            if (!component.HasCondition && !rule.HasCondition)
            {
                Apply(schema, component.Validator);
            }
        }
    }

    private static void Apply(OpenApiSchema schema, IPropertyValidator validator)
    {
        switch (validator)
        {
            case ILengthValidator length when schema.Type?.HasFlag(JsonSchemaType.String) == true:
                schema.MaxLength = length.Max > 0 ? Math.Max(length.Max, schema.MaxLength ?? 0) : schema.MaxLength;
                schema.MinLength = length.Min > 0 ? length.Min : schema.MinLength;
                break;
            case INotEmptyValidator when schema.Type?.HasFlag(JsonSchemaType.String) == true:
                schema.MinLength ??= 1;
                break;
            case IRegularExpressionValidator pattern when schema.Type?.HasFlag(JsonSchemaType.String) == true:
                // As ECMA 262 has it, which JSON Schema goes by.
                schema.Pattern = pattern.Expression.Replace(@"\A", "^", StringComparison.Ordinal).Replace(@"\z", "$", StringComparison.Ordinal);
                break;
            case IBetweenValidator between:
                (schema.Minimum, schema.Maximum) = (Number(between.From) ?? schema.Minimum, Number(between.To) ?? schema.Maximum);
                break;
            case IComparisonValidator { Comparison: Comparison.GreaterThanOrEqual } least:
                schema.Minimum = Number(least.ValueToCompare) ?? schema.Minimum;
                break;
            case IComparisonValidator { Comparison: Comparison.LessThanOrEqual } most:
                schema.Maximum = Number(most.ValueToCompare) ?? schema.Maximum;
                break;
        }
    }

    private static string? Number(object? value) =>
        value is int or long or short or decimal or double ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    /// <summary>The same property, whichever type it was found through.</summary>
    private static MemberInfo Key(MemberInfo member) =>
        member.DeclaringType is { } owner && member.ReflectedType != owner ? owner.GetProperty(member.Name) ?? member : member;

    private static ILookup<MemberInfo, (IValidationRule, IRuleComponent)> Collect(IServiceProvider services)
    {
        var seen = new HashSet<Type>();
        var found = new List<(MemberInfo Member, IValidationRule Rule, IRuleComponent Component)>();
        var requests = services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .SelectMany(endpoint => endpoint.Metadata.GetOrderedMetadata<Validated>())
            .Select(validated => validated.Request)
            .Distinct();
        foreach (var request in requests)
        {
            if (services.GetService(typeof(IValidator<>).MakeGenericType(request)) is IValidator validator)
            {
                Follow(validator);
            }
        }

        return found.ToLookup(rule => rule.Member, rule => (rule.Rule, rule.Component));

        void Follow(IValidator validator)
        {
            if (!seen.Add(validator.GetType()))
            {
                return;
            }

            foreach (var rule in validator.CreateDescriptor().Rules)
            {
                var isOfEach = rule.GetType().GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(ICollectionRule<,>));
                foreach (var component in rule.Components)
                {
                    if (component.Validator is IChildValidatorAdaptor child)
                    {
                        if (Make(services, child.ValidatorType) is { } next)
                        {
                            Follow(next);
                        }
                    }
                    else if (rule.Member is { } member && !isOfEach && IsOwn(rule, member))
                    {
                        found.Add((Key(member), rule, component));
                    }
                }
            }
        }
    }

    /// <summary>A rule about a part of a part says nothing of other places where that part stands, unless its type belongs to one request alone.</summary>
    private static bool IsOwn(IValidationRule rule, MemberInfo member) =>
        rule.Expression?.Body is MemberExpression { Expression: ParameterExpression } || member.DeclaringType is { IsNested: true };

    private static IValidator? Make(IServiceProvider services, Type validator) =>
        validator.IsAbstract || validator.IsInterface ? services.GetService(validator) as IValidator : (IValidator)ActivatorUtilities.CreateInstance(services, validator);
}
